using System.Globalization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Tells whether a sentence has a thing of the kind that a question asks for: a time, a number, a name that the question itself does not have.</summary>
internal sealed partial class AnswerFinder
{
    private static readonly HashSet<string> Countries =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(CountryOf).OfType<string>(),
        .. "britain england scotland us u.s usa america russia czech".Split(' '),
    ];

    private readonly ExpectedAnswer expects;
    private readonly HashSet<string> stems;
    private readonly HashSet<string> words;
    private readonly HashSet<string> numbers;
    private readonly List<string> acronyms;

    public AnswerFinder(Question question)
    {
        expects = question.Expects;
        var tokens = Token.AllIn(question.Content);
        stems = tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        words = tokens.Select(token => token.Term.Word).ToHashSet(StringComparer.Ordinal);
        numbers = Number().Matches(question.Content).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        acronyms = Asks(ExpectedAnswer.Expansion)
            ? Acronym().Matches(question.Content).Select(match => match.Value.ToLowerInvariant()).ToList()
            : [];
    }

    public bool IsIn(string text, IReadOnlyList<Token> tokens)
    {
        if (expects == ExpectedAnswer.Anything)
        {
            return false;
        }

        var start = Dateline().Match(text) is { Success: true } dateline && dateline.Length < text.Length - 20 ? dateline.Length : 0;
        return (Asks(ExpectedAnswer.Time) && HasTime(text, start))
            || (Asks(ExpectedAnswer.Quantity | ExpectedAnswer.Money) && HasAmount(text, start))
            || (Asks(ExpectedAnswer.Money) && Currency().IsMatch(text))
            || (Asks(ExpectedAnswer.Person | ExpectedAnswer.Place | ExpectedAnswer.NamedThing) && HasName(text, start))
            || (Asks(ExpectedAnswer.Place) && tokens.Any(token => token.IsCapitalised && !stems.Contains(token.Stem) && Countries.Contains(token.Term.Word)))
            || (Asks(ExpectedAnswer.Reason) && Because().IsMatch(text))
            || acronyms.Exists(acronym => Acronyms.IsSpelledOut(acronym, tokens));
    }

    private bool Asks(ExpectedAnswer kind) => (expects & kind) != ExpectedAnswer.Anything;

    private bool HasTime(string text, int start) => TimeOfAnyKind().Matches(text).Any(match => match.Index >= start && !words.Contains(match.Value.ToLowerInvariant()));

    // A number in a date is not a quantity.
    private bool HasAmount(string text, int start)
    {
        var dates = DateWithNumber().Matches(text);
        return Number().Matches(text)
            .Where(match => match.Index >= start && !numbers.Contains(match.Value))
            .Any(match => !dates.Any(date => match.Index >= date.Index && match.Index < date.Index + date.Length));
    }

    // Of a single word at the beginning nobody can tell whether it is a name.
    private bool HasName(string text, int start) => Capitalised().Matches(text)
        .Where(match => match.Index >= start && (match.Index > start + 3 || match.Value.Contains(' ', StringComparison.Ordinal)))
        .Any(match => !Term.AllIn(match.Value).Any(term => stems.Contains(term.Stem)));

    private static string? CountryOf(CultureInfo culture)
    {
        try
        {
            return new RegionInfo(culture.Name).EnglishName.ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // a culture without a region, such as Esperanto
        }
    }

    [GeneratedRegex(
        $@"\b(1[0-9]|20)\d\d\b|\b({CalendarNames.Months}|{CalendarNames.ShortMonths})\b|\b({CalendarNames.Weekdays})\b"
        + @"|\b(yesterday|today|tomorrow|century|decade|centuries)\b|\b(last|this|next) (week|month|year)\b|\b\d0s\b|\b\d+ [ap]\.?m\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfAnyKind();

    [GeneratedRegex(
        $@"\b({CalendarNames.Months}|{CalendarNames.ShortMonths})\.?\s+\d{{1,2}}\b|\b\d{{1,2}}\s+({CalendarNames.Months})\b|\b(1[5-9]|20)\d\d\b", RegexOptions.ExplicitCapture)]
    private static partial Regex DateWithNumber();

    [GeneratedRegex(
        @"\b\d+([.,]\d+)*(m|bn|k|st|nd|rd|th|s)?\b|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty"
        + @"|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|[mb]illions?|half|quarter|third|once|twice|several|no)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"[$€£¥]|\b(dollars?|euros?|pounds?|yen|cents?|francs?|marks?|USD)\b|\d\s?(m|bn)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Currency();

    [GeneratedRegex(
        @"\b(because|due to|since|so that|in order to|as a result|caus(ed?|ing)|reasons?|after|owing to|thanks to|for fear|led to|blamed?|why)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Because();

    [GeneratedRegex(@"\p{Lu}[\p{L}'’.-]*\p{L}(\s+((of|de|van|von|al|the|bin)\s)?\p{Lu}[\p{L}'’-]*)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Capitalised();

    // “MOSCOW, May 7 — ” and “BEIJING , March 11 ( Xinhua ) -- ” tell where and when the story was written, which answers nothing.
    [GeneratedRegex(
        @"^[\p{Lu}\d][\p{L}\d .,'/()-]{1,60}?((-LRB-|\().{2,20}(-RRB-|\)))?\s*(--|—|–)\s|^\p{Lu}[\p{Lu} .,]{2,40}(, \w+\.? \d+)?\s(--|—|–|-)\s",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Dateline();

    [GeneratedRegex(@"\b\p{Lu}{2,6}\b")]
    private static partial Regex Acronym();
}
