using System.Globalization;
using System.Text;

namespace NewsBot.Retrieval.Meanings;

/// <summary>
/// Princeton's dictionary of English: which words share a meaning, and how meanings are related. Words are looked up by binary search in its
/// sorted index, and meanings are read where the index says that they stand. The files' format: wndb(5WN) of WordNet 3.1. They are kept in
/// memory as they are (28 MB): a question looks up hundreds of meanings, none of them more often than others.
/// </summary>
/// <remarks>Safe to use from many threads at once.</remarks>
public sealed class WordNet
{
    private static readonly string[] Suffixes = ["noun", "verb", "adj", "adv"];

    private readonly byte[][] indexes;
    private readonly byte[][] data;

    /// <param name="folder">Holds <c>index.noun</c>, <c>data.noun</c> and the same for verbs, adjectives and adverbs.</param>
    /// <exception cref="InvalidDataException">A file is missing.</exception>
    public WordNet(string folder)
    {
        try
        {
            indexes = Array.ConvertAll(Suffixes, suffix => File.ReadAllBytes(Path.Combine(folder, $"index.{suffix}")));
            data = Array.ConvertAll(Suffixes, suffix => File.ReadAllBytes(Path.Combine(folder, $"data.{suffix}")));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"The dictionary's folder '{Path.GetFullPath(folder)}' is missing or damaged: delete it and run 'dotnet build' (or 'dotnet publish') again.",
                failure);
        }
    }

    /// <summary>Where the build puts the files.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "wordnet");

    /// <summary>The meanings of a word, the most usual first; none when it is not in the dictionary.</summary>
    /// <param name="lemma">A base form: <c>step</c>, not <c>steps</c>; several words are joined by underscores: <c>step_down</c>.</param>
    public IReadOnlyList<Synset> Senses(string lemma, WordClass wordClass)
    {
        var line = Find(indexes[(int)wordClass], Encoding.UTF8.GetBytes(lemma.ToLowerInvariant()));
        if (line.IsEmpty)
        {
            return [];
        }

        // lemma class senses pointers [symbol…] senses tagged offset…
        var fields = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var senses = int.Parse(fields[2], CultureInfo.InvariantCulture);
        return fields[^senses..].Select(offset => Read(wordClass, long.Parse(offset, CultureInfo.InvariantCulture))).ToList();
    }

    /// <summary>Whether a word has any meaning of a class, without reading them.</summary>
    /// <param name="lemma">See <see cref="Senses"/>.</param>
    public bool Has(string lemma, WordClass wordClass) => !Find(indexes[(int)wordClass], Encoding.UTF8.GetBytes(lemma.ToLowerInvariant())).IsEmpty;

    /// <param name="offset">In bytes, as pointers have it.</param>
    public Synset Read(WordClass wordClass, long offset)
    {
        var line = data[(int)wordClass].AsSpan((int)offset);
        return Synset.Parse(wordClass, Encoding.UTF8.GetString(line[..line.IndexOf("| "u8)]));
    }

    /// <summary>The line that begins with the lemma and a blank, or nothing: lines are sorted by their bytes.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> index, ReadOnlySpan<byte> lemma)
    {
        // The licence at the top is indented, and so sorts before every word, and looks like lines of an empty one.
        var (low, high) = (0, lemma.IsEmpty ? 0 : index.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var start = index[..middle].LastIndexOf((byte)'\n') + 1;
            var length = index[start..].IndexOf((byte)'\n');
            var line = index.Slice(start, length < 0 ? index.Length - start : length);
            var word = line[..Math.Max(0, line.IndexOf((byte)' '))];
            switch (word.SequenceCompareTo(lemma))
            {
                case 0:
                    return line;
                case < 0:
                    low = start + line.Length + 1;
                    break;
                default:
                    high = start;
                    break;
            }
        }

        return [];
    }
}
