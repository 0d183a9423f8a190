using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>How much each word of a question tells, by how few chunks it occurs in (BM25's inverse document frequency).</summary>
public sealed class TermWeights
{
    private readonly Dictionary<string, double> weights;

    public TermWeights(Question question, ChunkHits hits)
    {
        weights = question.Terms
            .GroupBy(term => term.Stem, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Max(term => InverseFrequency(hits, term)), StringComparer.Ordinal);
    }

    /// <summary>0 for a word that is not the question's.</summary>
    public double this[string stem] => weights.GetValueOrDefault(stem);

    /// <summary>Which share of the question's weight these words carry: 0 to 1.</summary>
    public double Coverage(IReadOnlySet<string> stems)
    {
        var all = weights.Values.Sum();
        return all > 0 ? weights.Where(weight => stems.Contains(weight.Key)).Sum(weight => weight.Value) / all : 0;
    }

    // Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with 1 added so that no word counts against.
    private static double InverseFrequency(ChunkHits hits, Term term)
    {
        var frequency = hits.Frequencies.GetValueOrDefault(term.Word);
        return Math.Log(1 + ((hits.ChunkCount - frequency + 0.5) / (frequency + 0.5)));
    }
}
