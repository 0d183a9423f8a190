using System.Globalization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Finds things of the kinds that a question asks for in a sentence: times, numbers, names that the question itself does not have.</summary>
internal sealed partial class AnswerFinder
{
    // A unit stands in the number's own token or the one after.
    private const int UnitReach = 16;

    private static readonly HashSet<string> Countries =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(CountryOf).OfType<string>(),
        .. "britain england scotland us u.s usa america russia czech".Split(' '),
    ];

    private readonly ExpectedAnswer expects;
    private readonly WordRarity rarity;
    private readonly HashSet<string> stems;
    private readonly HashSet<string> words;
    private readonly HashSet<string> numbers;
    private readonly string? counted;
    private readonly Regex? unit;
    private readonly bool asksAge;
    private readonly List<string> acronyms;

    public AnswerFinder(Question question, WordRarity rarity)
    {
        this.rarity = rarity;
        expects = question.Expects;
        var tokens = Token.AllIn(question.Content);
        stems = tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        words = tokens.Select(token => token.Term.Word).ToHashSet(StringComparer.Ordinal);
        numbers = Number().Matches(question.Content).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        counted = CountedThing().Match(question.Content) is { Success: true } noun && Term.AllIn(noun.Groups["thing"].Value) is [var thing, ..] ? thing.Stem : null;
        unit = UnitOf(question.Content);
        asksAge = AsksAge().IsMatch(question.Content);
        acronyms = Asks(ExpectedAnswer.Expansion)
            ? Acronym().Matches(question.Content).Select(match => match.Value.ToLowerInvariant()).ToList()
            : [];
    }

    /// <summary>What the sentence has of what is asked for.</summary>
    public Found In(string text, IReadOnlyList<Token> tokens)
    {
        if (expects == ExpectedAnswer.Anything)
        {
            return Found.Nothing;
        }

        var start = Dateline().Match(text) is { Success: true } dateline && dateline.Length < text.Length - 20 ? dateline.Length : 0;
        var times = Asks(ExpectedAnswer.Time) ? Times(text, start) : [];
        var amounts = asksAge ? Ages(text, start) : Asks(ExpectedAnswer.Quantity | ExpectedAnswer.Money) ? Amounts(text, start) : [];
        var names = Asks(ExpectedAnswer.Person | ExpectedAnswer.Place | ExpectedAnswer.NamedThing) ? Names(text, start) : [];
        return new Found
        {
            Time = times.Count > 0,
            Quantity = Asks(ExpectedAnswer.Quantity) && amounts.Count > 0,
            Count = counted is not null && amounts.Exists(amount => IsCounted(amount, tokens)),
            Money = Asks(ExpectedAnswer.Money) && Currency().IsMatch(text),
            Unit = asksAge ? amounts.Count > 0 : unit is not null && amounts.Exists(amount => unit.IsMatch(text.AsSpan(amount.Index, Math.Min(amount.Length + UnitReach, text.Length - amount.Index)))),
            Name = Asks(ExpectedAnswer.Person) && names.Count > 0,
            FullName = Asks(ExpectedAnswer.Person) && names.Exists(name => name.Value.Contains(' ', StringComparison.Ordinal)),
            Place = Asks(ExpectedAnswer.Place) && Places().Matches(text).Any(place => Term.AllIn(place.Value).Any(term => !stems.Contains(term.Stem))),
            Country = Asks(ExpectedAnswer.Place) && tokens.Any(token => token.IsCapitalised && !stems.Contains(token.Stem) && Countries.Contains(token.Term.Word)),
            Reason = Asks(ExpectedAnswer.Reason) && Because().IsMatch(text),
            Expansion = acronyms.Exists(acronym => Acronyms.IsSpelledOut(acronym, tokens)),
            Starts = times.Concat(amounts).Concat(names).Select(match => match.Index).ToList(),
        };
    }

    private bool Asks(ExpectedAnswer kind) => (expects & kind) != ExpectedAnswer.Anything;

    private List<Match> Times(string text, int start) =>
        TimeOfAnyKind().Matches(text).Where(match => match.Index >= start && !words.Contains(match.Value.ToLowerInvariant())).ToList();

    // A number in a date is not a quantity.
    private List<Match> Amounts(string text, int start)
    {
        var dates = DateWithNumber().Matches(text);
        return Number().Matches(text)
            .Where(match => match.Index >= start && !numbers.Contains(match.Value))
            .Where(match => !dates.Any(date => match.Index >= date.Index && match.Index < date.Index + date.Length))
            .ToList();
    }

    // The number and not the name before it: how near it stands to the question's words is compared.
    private static List<Match> Ages(string text, int start) => Age().Matches(text).Where(match => match.Index >= start).ToList();

    private List<Match> Names(string text, int start) => Capitalised().Matches(text)
        .Where(match => match.Index >= start && !IsOrdinaryStart(match, text, start))
        .Where(match => !Term.AllIn(match.Value).Any(term => stems.Contains(term.Stem)))
        .ToList();

    /// <summary>Whether a single word is capitalised only because it begins the sentence.</summary>
    private bool IsOrdinaryStart(Match match, string text, int start)
    {
        if (text.AsSpan(start..match.Index).ContainsAnyInRange('A', 'z') || match.Index - start > 3)
        {
            return false;
        }

        var tokens = Token.AllIn(match.Value);
        return tokens is [] or [{ IsStopWord: true }, ..] || (tokens is [var only] && rarity.IsOrdinary(only.Term.Word));
    }

    private bool IsCounted(Match amount, IReadOnlyList<Token> tokens) => tokens
        .SkipWhile(token => token.Start < amount.Index).Where(token => !token.IsStopWord).Take(4)
        .Any(token => token.Stem == counted);

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

    /// <summary>Whether a measure is asked for whose unit can be told.</summary>
    public static bool AsksForUnit(string question) => UnitOf(question) is not null && !AsksTime().IsMatch(question);

    private static Regex? UnitOf(string question) =>
        AsksDuration().IsMatch(question) ? Duration()
        : AsksDistance().IsMatch(question) ? Distance()
        : AsksSpeed().IsMatch(question) ? Speed()
        : AsksShare().IsMatch(question) ? Share()
        : AsksMass().IsMatch(question) ? Mass()
        : null;

    /// <summary>What was found.</summary>
    public sealed record Found
    {
        public static Found Nothing { get; } = new();

        public bool Time { get; init; }

        public bool Quantity { get; init; }

        public bool Count { get; init; }

        public bool Money { get; init; }

        public bool Unit { get; init; }

        public bool Name { get; init; }

        public bool FullName { get; init; }

        public bool Place { get; init; }

        public bool Country { get; init; }

        public bool Reason { get; init; }

        public bool Expansion { get; init; }

        /// <summary>Where in the sentence times, numbers and names of interest start.</summary>
        public IReadOnlyList<int> Starts { get; init; } = [];

        /// <summary>Whether there is anything that could be the answer.</summary>
        public bool Anything => Time || Quantity || Money || Name || Place || Country || Reason || Expansion || Starts.Count > 0;
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
        @"\b(in|at|near|from|to|of|outside|around|across|off|into)\s+(the\s+)?((north|south|east|west|central|northern|southern|eastern|western)(ern)?\s+)?\p{Lu}\p{L}+",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Places();

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

    [GeneratedRegex(@"\bhow (many|much)\s+(more\s+|other\s+)?(?<thing>[\p{L}-]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CountedThing();

    [GeneratedRegex(@"\b\p{Lu}{2,6}\b")]
    private static partial Regex Acronym();

    // Told by a date as well.
    [GeneratedRegex(@"\bhow (often|soon)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksTime();

    [GeneratedRegex(@"\bhow old\b|\b(what|which) age\b|\bage of\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksAge();

    // “Brahimi, 78, is”, “the 78-year-old”, “40 years old”, “aged 78”, “born in 1934”
    [GeneratedRegex(
        @"\b\p{Lu}[\p{L}'’-]*\p{Ll}, [0-9]{1,3}(?=,(?! ?[0-9])|\.(?![0-9]))|\b[0-9]+[- ]years?[- ]old\b|\b(aged?|turned|age of) [0-9]+|\b[0-9]+ years of age|\b(\p{L}+|\p{L}+[- ]\p{L}+) years? old\b|\b(born|founded|established|built)\b.{1,40}\b(1[0-9]|20)[0-9]{2}\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Age();

    [GeneratedRegex(@"\bhow (long|old|often|soon)\b|\bwhat age\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksDuration();

    [GeneratedRegex(
        @"\b(years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|aged?|old|daily|weekly|monthly|annually)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\bhow (far|big|large|high|tall|deep|wide)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksDistance();

    [GeneratedRegex(
        @"\b(miles?|km|kilomet(re|er)s?|met(re|er)s?|feet|foot|ft|inch(es)?|acres?|hectares?|square|m|tons?|tonnes?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Distance();

    [GeneratedRegex(@"\bhow fast\b|\bwhat speed\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksSpeed();

    [GeneratedRegex(@"\b(mph|km/h|kph|miles|knots|kilomet|mach|speed)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Speed();

    [GeneratedRegex(@"percent|proportion|\bshare\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksShare();

    [GeneratedRegex(@"%|\bper ?cent|\bhalf|\bthird|\bquarter", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Share();

    [GeneratedRegex(@"\bhow heavy\b|\bhow much .*weigh", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksMass();

    [GeneratedRegex(@"\b(kg|kilograms?|pounds?|lbs?|tons?|tonnes?|grams?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Mass();
}
