using System.Collections.Concurrent;
using System.Numerics.Tensors;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>How near the words of a sentence come to those of one question that it does not have, where no dictionary calls them the same.</summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class NearWords
{
    // Any sentence has some word as near as this to any other …
    private const double Far = 0.25;

    // … and hardly a word is nearer than this to another than its own forms.
    private const double Close = 0.75;

    private readonly WordVectors words;
    private readonly List<(string Stem, float[] Vector)> asked;
    private readonly ConcurrentDictionary<string, double[]?> known = new(StringComparer.Ordinal);

    public NearWords(Question question, WordVectors words)
    {
        this.words = words;

        // One name is not near to another, however much they have in common: Russia is not Ukraine.
        asked = Token.AllIn(question.Content)
            .Where((token, place) => !token.IsStopWord && (place == 0 || !token.IsCapitalised))
            .Select(token => (token.Stem, Vector: words.Of(token.Term.Word)))
            .Where(token => token.Vector is not null)
            .DistinctBy(token => token.Stem, StringComparer.Ordinal)
            .Select(token => (token.Stem, token.Vector!))
            .ToList();
    }

    /// <summary>For each of the question's stems how near the nearest word is: 0 to 1; those of which none is near are left out.</summary>
    public IReadOnlyDictionary<string, double> In(IReadOnlyList<Token> sentence)
    {
        var nearest = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var token in sentence)
        {
            if (!token.IsStopWord && known.GetOrAdd(token.Term.Word, NearnessOf) is { } nearness)
            {
                for (var index = 0; index < asked.Count; index++)
                {
                    if (nearness[index] > nearest.GetValueOrDefault(asked[index].Stem))
                    {
                        nearest[asked[index].Stem] = nearness[index];
                    }
                }
            }
        }

        return nearest;
    }

    private double[]? NearnessOf(string word) => words.Of(word) is { } vector
        ? [.. asked.Select(one => Math.Clamp((TensorPrimitives.Dot<float>(one.Vector, vector) - Far) / (Close - Far), 0, 1))]
        : null;
}
