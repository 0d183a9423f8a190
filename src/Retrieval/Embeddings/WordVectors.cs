using System.Collections.Frozen;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// How near English words are to each other, by the vectors that the sentence encoder begins with: <c>soldiers</c> is near to <c>troops</c>, and
/// <c>clients</c> to <c>customers</c>. Only the few thousand words that are one token have a vector.
/// </summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class WordVectors
{
    // Shorter ones are pieces of words as often as words.
    private const int ShortestWord = 3;

    // What stands for the space before a word.
    private const char WordStart = '▁';

    private readonly FrozenDictionary<string, float[]> vectors;

    private WordVectors(FrozenDictionary<string, float[]> vectors) => this.vectors = vectors;

    /// <param name="vocabulary">All pieces.</param>
    /// <param name="table">A row of <paramref name="width"/> floats for each piece.</param>
    internal static WordVectors From(UnigramVocabulary vocabulary, ReadOnlySpan<byte> table, int width)
    {
        var rows = MemoryMarshal.Cast<byte, float>(table);
        var byWord = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var mean = new float[width];
        for (var id = 0; id < vocabulary.Count; id++)
        {
            // A word that is there with and without a capital is meant without.
            if (vocabulary.Piece(id) is [WordStart, .. var word] && word.Length >= ShortestWord && word.All(char.IsLetter)
                && (char.IsLower(word[0]) || !byWord.ContainsKey(word.ToLowerInvariant())))
            {
                var row = rows.Slice(id * width, width).ToArray();
                byWord[word.ToLowerInvariant()] = row;
                TensorPrimitives.Add(mean, row, mean);
            }
        }

        // What all words have in common tells none from another.
        TensorPrimitives.Divide(mean, byWord.Count, mean);
        foreach (var vector in byWord.Values)
        {
            TensorPrimitives.Subtract(vector, mean, vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return new WordVectors(byWord.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Of unit length, so that the dot product of two is their cosine; null for a word without one.</summary>
    /// <param name="word">In small letters.</param>
    public float[]? Of(string word) => vectors.GetValueOrDefault(word);
}
