using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Qdrant.Client.Grpc;
using static NewsBot.Retrieval.Indexing.Qdrant.QdrantFilter;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Counts words in the points, and what has to be known to weigh them.</summary>
/// <param name="name">The alias, or the collection of a generation that does not serve yet.</param>
internal sealed class QdrantWords(QdrantConnection connection, string name, TimeProvider time)
{
    // Lengths are counted one by one, and their average hardly moves: only when so much of the index is new, or after so long.
    private const double GrowthThatCounts = 0.01;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    // More than any rows differ in length.
    private const int MostLengths = 100_000;

    private readonly ConcurrentDictionary<string, Average> averages = new(StringComparer.Ordinal);

    /// <summary>What it takes to rank points of a kind by these phrases.</summary>
    public async Task<Bm25> WeighAsync(string kind, IReadOnlyList<string> phrases, CancellationToken cancellationToken)
    {
        var rows = CountAsync([Is(kind)], cancellationToken);
        var averageLength = AverageLengthAsync(kind, rows, cancellationToken);
        var counts = await Task.WhenAll(phrases.Distinct(StringComparer.Ordinal).Select(async phrase =>
            (Phrase: phrase, Rows: await CountAsync([Is(kind), Conditions.MatchPhrase(Payload.Words, phrase)], cancellationToken))));
        var rowsOf = counts.ToDictionary(counted => counted.Phrase, counted => counted.Rows, StringComparer.Ordinal);
        return new Bm25(await rows, await averageLength, phrases.Select(phrase => (phrase, rowsOf[phrase])).ToList());
    }

    /// <summary>In how many points of a kind each word occurs, however it is spelled.</summary>
    /// <param name="weighing">Of all spellings of these words.</param>
    public async Task<IReadOnlyDictionary<string, long>> FrequenciesAsync(string kind, IEnumerable<string> words, Task<Bm25> weighing, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(words.Select(async word => (Word: word, Points: FullText.SpellingsOf(word) switch
        {
            [] => 0,
            [var phrase] => (await weighing).FrequencyOf(phrase),
            var phrases => await CountAsync([Is(kind), AnyPhrase(phrases)], cancellationToken),
        })));
        return counts.ToDictionary(counted => counted.Word, counted => counted.Points, StringComparer.Ordinal);
    }

    /// <summary>One of these phrases, at least.</summary>
    public static Condition AnyPhrase(IReadOnlyList<string> phrases) => Any(phrases.Select(phrase => Conditions.MatchPhrase(Payload.Words, phrase)).ToList());

    private async Task<double> AverageLengthAsync(string kind, Task<long> counting, CancellationToken cancellationToken)
    {
        var rows = await counting;
        if (averages.TryGetValue(kind, out var known) && Math.Abs(rows - known.Rows) <= GrowthThatCounts * known.Rows && time.GetElapsedTime(known.Counted) < Remembered)
        {
            return known.Length;
        }

        // The server does not add up, but it counts how often each number occurs.
        var lengths = (await connection.CallAsync(
            (client, token) => client.FacetAsync(name, Payload.Length, All(Is(kind)), MostLengths, exact: true, connection.ReadConsistency, cancellationToken: token), cancellationToken)).Hits;
        var (tokens, having) = (lengths.Sum(length => length.Value.IntegerValue * (long)length.Count), lengths.Sum(length => (long)length.Count));
        var average = having == 0 ? 0 : (double)tokens / having;
        averages[kind] = new Average(average, rows, time.GetTimestamp());
        return average;
    }

    /// <summary>How many points meet all of these.</summary>
    public async Task<long> CountAsync(IReadOnlyList<Condition> conditions, CancellationToken cancellationToken) => (long)await connection.CallAsync(
        (client, token) => client.CountAsync(name, All(conditions), exact: true, connection.ReadConsistency, cancellationToken: token), cancellationToken);

    /// <param name="Rows">How many there were then.</param>
    /// <param name="Counted">When, by the clock's timestamp.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Average(double Length, long Rows, long Counted);
}
