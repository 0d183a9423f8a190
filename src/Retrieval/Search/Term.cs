using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace NewsBot.Retrieval.Search;

/// <summary>A word that is worth searching for.</summary>
/// <param name="Word">Lower case, without diacritics: what the full-text index is asked for (see <see cref="Spellings"/>).</param>
/// <param name="Stem">Its Porter stem, the same however the word is spelled: what words are compared by.</param>
public readonly record struct Term(string Word, string Stem)
{
    // Lucene's English stop words leave in what questions are made of.
    private static readonly HashSet<string> StopWords =
    [
        .. StopAnalyzer.ENGLISH_STOP_WORDS_SET,
        .. "what who whom whose when where which why how did do does done has have had is are was were am been being".Split(' '),
        .. "can could would should shall may might must he she his her him its i me my we our us you your them from about".Split(' '),
        .. "than so s t ll re ve d m please there any say says said saying tell tells told".Split(' '),
    ];

    // Some 10 MB. News stories repeat their words: nearly every one has been folded and stemmed before.
    private const int MostKnown = 50_000;

    private static readonly ConcurrentDictionary<string, (Term Term, bool IsStopWord)> Known = new(StringComparer.Ordinal);

    // A stemmer keeps the word that it works on, and loading one costs more than a question's stemming.
    [ThreadStatic]
    private static PorterStemmer? stemmer;

    /// <summary>The words of a text in their order, repeated as often as they occur, without stop words.</summary>
    public static IReadOnlyList<Term> AllIn(string text) =>
        Token.AllIn(text).Where(token => !token.IsStopWord).Select(token => token.Term).ToList();

    internal static Term Of(ReadOnlySpan<char> word, out bool isStopWord)
    {
        if (!Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known))
        {
            known = Make(word);
            if (Known.Count >= MostKnown)
            {
                Known.Clear();
            }

            Known.TryAdd(word.ToString(), known);
        }

        isStopWord = known.IsStopWord;
        return known.Term;
    }

    private static (Term Term, bool IsStopWord) Make(ReadOnlySpan<char> word)
    {
        var folded = Fold(word);
        var isStopWord = StopWords.Contains(folded);
        return (new Term(folded, isStopWord ? folded : Spellings.Unify(StemOf(Spellings.WithoutMarks(folded)))), isStopWord);
    }

    private static string Fold(ReadOnlySpan<char> word)
    {
        // The country, and not “us”.
        if (word is "US" or "U.S.")
        {
            return "usa";
        }

        var lower = word.ToString().ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower;
        }

        var decomposed = Spellings.WithoutUmlauts(lower).Normalize(NormalizationForm.FormD)
            .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark);
        return string.Concat(decomposed).Normalize(NormalizationForm.FormC);
    }

    private static string StemOf(string word)
    {
        stemmer ??= new PorterStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}
