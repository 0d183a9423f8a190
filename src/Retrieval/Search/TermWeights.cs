using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>How much each word of a question tells, by how few chunks it occurs in (BM25's inverse document frequency).</summary>
/// <remarks>
/// To the chunks of the stories are added a thousand imagined ones of ordinary English. Among many stories they do not count; among few
/// they keep a common word from weighing as much as a name.
/// </remarks>
public sealed class TermWeights
{
    private const double ImaginedChunks = 1000;
    private const double WordsPerChunk = 60;

    private readonly Dictionary<string, double> weights;

    public TermWeights(Question question, ChunkHits hits, WordRarity rarity)
    {
        var terms = question.Terms.GroupBy(term => term.Stem, StringComparer.Ordinal).ToList();
        weights = terms.ToDictionary(
            same => same.Key, same => same.Max(term => InverseFrequency(hits, term, rarity.Probability(term.Word))), StringComparer.Ordinal);
        Total = weights.Values.Sum();
    }

    /// <summary>The question's stems.</summary>
    public IReadOnlyCollection<string> Stems => weights.Keys;

    /// <summary>The weight of all words together.</summary>
    public double Total { get; }

    /// <summary>0 for a word that is not the question's.</summary>
    public double this[string stem] => weights.GetValueOrDefault(stem);

    public bool Has(string stem) => weights.ContainsKey(stem);

    /// <summary>Which share of the question's weight the words carry for which the condition holds: 0 to 1.</summary>
    public double Share(Func<string, bool> condition) =>
        Total > 0 ? weights.Where(weight => condition(weight.Key)).Sum(weight => weight.Value) / Total : 0;

    // Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with 1 added so that no word counts against.
    private static double InverseFrequency(ChunkHits hits, Term term, double probability)
    {
        var count = hits.ChunkCount + ImaginedChunks;
        var frequency = hits.Frequencies.GetValueOrDefault(term.Word) + (ImaginedChunks * Math.Min(1, probability * WordsPerChunk));
        return Math.Log(1 + ((count - frequency + 0.5) / (frequency + 0.5)));
    }
}
