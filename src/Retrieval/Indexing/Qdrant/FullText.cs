using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// Texts as the tokens that the embedded index makes of them (FTS5 with <c>porter unicode61 remove_diacritics 2</c>), with one space between
/// them: so whatever is counted in them, and figured from the counts, is the same in both stores.
/// </summary>
/// <remarks>The rules: https://sqlite.org/fts5.html#tokenizers</remarks>
internal static partial class FullText
{
    // No token looks like it: so no phrase begins in the title and ends in the text.
    private const string Border = "|";

    // Shorter words are their own stems.
    private const int ShortestStemmed = 3;

    // Porter's own program, which FTS5 follows: in a few words (“technology”, “possibly”) it differs from what he has published, by which Term goes.
    // A stemmer keeps the word that it works on.
    [ThreadStatic]
    private static (OneWord Word, PorterStemFilter Filter)? stemmer;

    /// <summary>A row: its title and its text.</summary>
    public static string Of(string title, string text) => string.Join(' ', Tokens(title).Append(Border).Concat(Tokens(text)));

    /// <summary>What stands for these words, next to each other, in a row; empty when they are none.</summary>
    public static string PhraseOf(string words) => string.Join(' ', Tokens(words));

    /// <summary>A phrase for each way to spell a word.</summary>
    /// <param name="word">See <see cref="Term.Word"/>.</param>
    public static IReadOnlyList<string> SpellingsOf(string word) => Spellings.Of(word).Select(PhraseOf).Where(phrase => phrase.Length > 0).ToList();

    /// <summary>The tokens of a row's title and of its text.</summary>
    public static (string[] Title, string[] Text) Read(string row)
    {
        var tokens = row.Split(' ');
        var border = Array.IndexOf(tokens, Border);
        return (tokens[..border], tokens[(border + 1)..]);
    }

    /// <summary>In tokens, the title's included.</summary>
    public static int LengthOf(string row) => row.Split(' ').Length - 1;

    private static IEnumerable<string> Tokens(string text) => Words().Matches(text).Select(match => Fold(match.Value)).Select(StemOf);

    private static string Fold(string word)
    {
        var lower = word.ToLowerInvariant();
        return Ascii.IsValid(lower)
            ? lower
            : string.Concat(lower.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
                .Normalize(NormalizationForm.FormC);
    }

    private static string StemOf(string word)
    {
        if (word.Length < ShortestStemmed)
        {
            return word;
        }

        var (stem, filter) = stemmer ??= NewStemmer();
        stem.Next = word;
        filter.IncrementToken();
        return stem.Term.ToString()!;
    }

    private static (OneWord Word, PorterStemFilter Filter) NewStemmer()
    {
        var word = new OneWord();
        return (word, new PorterStemFilter(word));
    }

    // Letters, digits and private characters, with the marks that are written over them.
    [GeneratedRegex(@"[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]*")]
    private static partial Regex Words();

    private sealed class OneWord : TokenStream
    {
        public OneWord() => Term = AddAttribute<ICharTermAttribute>();

        public ICharTermAttribute Term { get; }

        public string Next { get; set; } = "";

        public override bool IncrementToken()
        {
            ClearAttributes();
            Term.SetEmpty().Append(Next);
            return true;
        }
    }
}
