using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Util;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Notices a question that is not English: by its script, or by its little words. It is held for English when in doubt, as English
/// questions are full of foreign names.
/// </summary>
internal static partial class OtherLanguages
{
    // Two words of a language may be a name's; with less than a third of them the rest may be English content.
    private const int FewestWords = 2;
    private const double SmallestShare = 0.3;

    // They stand in names: Charles de Gaulle, Rio de Janeiro, El Niño, Die Zeit, Der Spiegel, Côte d'Ivoire, al-Assad.
    private static readonly FrozenSet<string> Particles = Words(
        "de del della di da do dos das du des d l la le les lo los las el il al van von den der die das ter ten y e i a o san santa san sur im am");

    private static readonly FrozenSet<string> English = Words(
        EnglishAnalyzer.DefaultStopSet,
        """
        what who whom whose which when where why how did does do is are was were be been has have had can could will would should may might
        he she his her its i we you my our your them us me about from than so any say says said tell told think after before between during
        over under against since until latest news new happened happening many much more most all some name list between war talks
        """);

    private static readonly (string Name, FrozenSet<string> Words)[] Languages =
    [
        ("German", Words(GermanAnalyzer.DefaultStopSet, "wer wie wo wann warum wieso welche welcher welches wieviele gesagt sagt sagte über gibt wurde worden")),
        ("French", Words(FrenchAnalyzer.DefaultStopSet, "qui quoi où quand pourquoi comment combien quel quelle quels quelles dit est sont été sur avec")),
        ("Spanish", Words(SpanishAnalyzer.DefaultStopSet, "qué quién quiénes cuándo dónde cuántos cuántas cómo cuál dijo dice está hay quien cuando donde cual")),
        ("Italian", Words(ItalianAnalyzer.DefaultStopSet, "chi cosa quando dove perché quanti quante quale quali detto disse è")),
        ("Portuguese", Words(PortugueseAnalyzer.DefaultStopSet, "quem quando onde quantos quantas qual quais disse sobre é foi está porque")),
        ("Dutch", Words(DutchAnalyzer.DefaultStopSet, "wat wie wanneer waar waarom hoe welke hoeveel zei zegt heeft gezegd werd")),
    ];

    /// <summary>English name of the language, or null for English and for what cannot be told.</summary>
    public static string? Of(string text) => ByScript(text) ?? ByMark(text) ?? ByWords(text);

    // Only Spanish opens a question with a mark of its own; a slip of the hand is told by the English after it.
    private static string? ByMark(string text) =>
        text.Contains('¿', StringComparison.Ordinal) && text.Any(char.IsLetter) && !WordsOf(text).Exists(word => English.Contains(word) && !Particles.Contains(word))
            ? "Spanish"
            : null;

    private static List<string> WordsOf(string text) => LatinWords().Matches(text).Select(match => match.Value.ToLowerInvariant()).ToList();

    private static string? ByWords(string text)
    {
        var words = WordsOf(text);
        var best = Languages
            .Select(language => (
                language.Name,
                Own: words.Where(word => language.Words.Contains(word) && !English.Contains(word) && !Particles.Contains(word)).Distinct(StringComparer.Ordinal).Count(),
                Known: words.Count(language.Words.Contains),
                IsMixed: words.Exists(word => English.Contains(word) && !Particles.Contains(word) && !language.Words.Contains(word))))
            .MaxBy(language => (language.Own, language.Known));
        return !best.IsMixed && best.Own >= FewestWords && best.Known >= SmallestShare * words.Count ? best.Name : null;
    }

    private static string? ByScript(string text)
    {
        var letters = text.Count(char.IsLetter);
        var latin = Latin().Count(text);
        if (letters == 0 || latin * 2 > letters)
        {
            return null;
        }

        // Kana before Han, and Persian before Arabic: the one writes with the other's letters, too.
        return Kana().IsMatch(text) ? "Japanese"
            : Han().IsMatch(text) ? "Chinese"
            : Hangul().IsMatch(text) ? "Korean"
            : Ukrainian().IsMatch(text) ? "Ukrainian"
            : Cyrillic().IsMatch(text) ? "Russian"
            : Greek().IsMatch(text) ? "Greek"
            : Persian().IsMatch(text) ? "Persian"
            : Arabic().IsMatch(text) ? "Arabic"
            : Hebrew().IsMatch(text) ? "Hebrew"
            : Devanagari().IsMatch(text) ? "Hindi"
            : Thai().IsMatch(text) ? "Thai"
            : null;
    }

    private static FrozenSet<string> Words(string more) => more.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static FrozenSet<string> Words(CharArraySet set, string more) => set.Concat(Words(more)).ToFrozenSet();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex LatinWords();

    [GeneratedRegex(@"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF]")]
    private static partial Regex Latin();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}]")]
    private static partial Regex Kana();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\p{IsHangulSyllables}")]
    private static partial Regex Hangul();

    [GeneratedRegex("[іїєґІЇЄҐ]")]
    private static partial Regex Ukrainian();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"[\p{IsGreek}\p{IsGreekExtended}]")]
    private static partial Regex Greek();

    [GeneratedRegex("[پچژگ]")]
    private static partial Regex Persian();

    [GeneratedRegex(@"\p{IsArabic}")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"\p{IsHebrew}")]
    private static partial Regex Hebrew();

    [GeneratedRegex(@"\p{IsDevanagari}")]
    private static partial Regex Devanagari();

    [GeneratedRegex(@"\p{IsThai}")]
    private static partial Regex Thai();
}
