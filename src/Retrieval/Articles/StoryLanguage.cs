using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Analysis.Util;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// The language of a story, by its little words, which make up a third of any running text; what a page declares counts only where they do not tell,
/// as many pages declare the language of their template.
/// </summary>
internal static partial class StoryLanguage
{
    // The beginning tells as well as the whole.
    private const int LengthRead = 4_000;

    // English prose has about .35 of these words, a list of results .1, and other languages have up to .06 ("in", "a", "no" are words of theirs).
    private const double EnglishShare = 0.12;
    private const double SureShare = 0.2;
    private const int FewestWords = 20;

    private static readonly (string Code, FrozenSet<string> Words)[] Languages =
    [
        ("en", Words(EnglishAnalyzer.DefaultStopSet, "he she his her has have had who which from were been would said after about more also when than")),
        ("de", Words(GermanAnalyzer.DefaultStopSet)), ("fr", Words(FrenchAnalyzer.DefaultStopSet, "à de la le les et des en un une du est")),
        ("es", Words(SpanishAnalyzer.DefaultStopSet)), ("it", Words(ItalianAnalyzer.DefaultStopSet)), ("pt", Words(PortugueseAnalyzer.DefaultStopSet)),
        ("nl", Words(DutchAnalyzer.DefaultStopSet)), ("sv", Words(SwedishAnalyzer.DefaultStopSet)), ("da", Words(DanishAnalyzer.DefaultStopSet)),
        ("no", Words(NorwegianAnalyzer.DefaultStopSet)), ("fi", Words(FinnishAnalyzer.DefaultStopSet)), ("cs", Words(CzechAnalyzer.DefaultStopSet)),
        ("hu", Words(HungarianAnalyzer.DefaultStopSet)), ("ro", Words(RomanianAnalyzer.DefaultStopSet)), ("tr", Words(TurkishAnalyzer.DefaultStopSet)),
        ("id", Words(IndonesianAnalyzer.DefaultStopSet)), ("ru", Words(RussianAnalyzer.DefaultStopSet)), ("el", Words(GreekAnalyzer.DefaultStopSet)),
        ("ar", Words(ArabicAnalyzer.DefaultStopSet)),
    ];

    /// <summary>The language's ISO 639-1 code, such as <c>en</c>; null where neither the words nor the page tell.</summary>
    /// <param name="body">The story.</param>
    /// <param name="declared">What its source says: <c>de</c>, <c>pt-BR</c>, <c>en_GB</c>.</param>
    public static string? Of(string body, string? declared)
    {
        var words = Word().Matches(body[..Math.Min(body.Length, LengthRead)]).Select(match => match.Value.ToLowerInvariant()).ToList();
        if (words.Count < FewestWords)
        {
            return CodeOf(declared);
        }

        var (best, share) = Languages.Select(language => (language.Code, Share: (double)words.Count(language.Words.Contains) / words.Count)).MaxBy(language => language.Share);
        return best == "en" && share >= EnglishShare ? "en" : share >= SureShare ? best : CodeOf(declared);
    }

    private static string? CodeOf(string? declared) => declared is not null && Code().Match(declared.Trim()) is { Success: true } match ? match.Groups["code"].Value.ToLowerInvariant() : null;

    private static FrozenSet<string> Words(CharArraySet set, string more = "") =>
        set.Concat(more.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();

    [GeneratedRegex("^(?<code>[A-Za-z]{2})([-_].*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
