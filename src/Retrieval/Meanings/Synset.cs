using System.Globalization;

namespace NewsBot.Retrieval.Meanings;

/// <summary>A meaning: the words that share it, and the meanings that it is related to.</summary>
/// <param name="Category">Number of the lexicographer's file that it is from, such as <see cref="Person"/>.</param>
/// <param name="Words">As they are written, several joined by underscores: <c>United_Nations</c>.</param>
public sealed record Synset(WordClass WordClass, int Category, IReadOnlyList<string> Words, IReadOnlyList<SynsetPointer> Pointers)
{
    /// <summary>The category of people, see lexnames(5WN).</summary>
    public const int Person = 18;

    /// <param name="line">As far as the definition: offset, category, class, words, pointers.</param>
    internal static Synset Parse(WordClass wordClass, string line)
    {
        var fields = line.Split(' ');
        var words = new string[int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
        var position = 4;
        for (var word = 0; word < words.Length; word++, position += 2)
        {
            // “ready(p)”: where an adjective may stand
            words[word] = fields[position].Split('(')[0];
        }

        var pointers = new SynsetPointer[int.Parse(fields[position++], CultureInfo.InvariantCulture)];
        for (var pointer = 0; pointer < pointers.Length; pointer++, position += 4)
        {
            var ends = int.Parse(fields[position + 3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            pointers[pointer] = new SynsetPointer(
                fields[position], ClassOf(fields[position + 2]), long.Parse(fields[position + 1], CultureInfo.InvariantCulture), ends >> 8, ends & 0xFF);
        }

        return new Synset(wordClass, int.Parse(fields[1], CultureInfo.InvariantCulture), words, pointers);
    }

    private static WordClass ClassOf(string letter) => letter switch
    {
        "n" => WordClass.Noun,
        "v" => WordClass.Verb,
        "r" => WordClass.Adverb,
        _ => WordClass.Adjective,
    };
}

/// <summary>A relation to another meaning.</summary>
/// <param name="Symbol">Of the relation, see wninput(5WN): <c>@</c> is its kind, <c>~</c> is a kind of it, <c>+</c> is formed of it.</param>
/// <param name="Offset">Of the other meaning, in bytes.</param>
/// <param name="Source">Number of the word that alone has this relation, from 1; 0: all of them have it.</param>
/// <param name="Target">The same of the other meaning.</param>
public sealed record SynsetPointer(string Symbol, WordClass WordClass, long Offset, int Source, int Target);

/// <summary>What kind of word it is.</summary>
public enum WordClass
{
    Noun,
    Verb,
    Adjective,
    Adverb,
}
