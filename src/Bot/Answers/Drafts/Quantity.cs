using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>How a number bounds what it counts.</summary>
internal enum Bound
{
    None,

    /// <summary>more than, at least, over, above</summary>
    Least,

    /// <summary>up to, no more than, less than, under</summary>
    Most,

    /// <summary>about, around, nearly</summary>
    About,
}

/// <summary>A number in a sentence, in figures or in words: <c>€10bn</c>, <c>10 billion euros</c>, <c>three</c>, <c>6.75 per cent</c>, <c>18:18 GMT</c>.</summary>
/// <param name="Value">With its scale: 10,000,000,000. A time of day counts minutes.</param>
/// <param name="Unit">In one spelling: <c>EUR</c>, <c>%</c>, <c>km</c>; null when what is counted is no unit.</param>
/// <param name="Start">Offset of its first UTF-16 unit.</param>
/// <param name="End">Offset after the last, its unit included.</param>
internal sealed partial record Quantity(decimal Value, string? Unit, Bound Bound, int Start, int End)
{
    private static readonly string[] Small =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ');

    private static readonly string[] Tens = "twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["hundred"] = 100,
        ["k"] = 1_000,
        ["thousand"] = 1_000,
        ["m"] = 1_000_000,
        ["mn"] = 1_000_000,
        ["million"] = 1_000_000,
        ["bn"] = 1_000_000_000,
        ["billion"] = 1_000_000_000,
        ["tn"] = 1_000_000_000_000,
        ["trillion"] = 1_000_000_000_000,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Each line: one unit in all its spellings.
    private static readonly FrozenDictionary<string, string> Units =
        """
        EUR € euro euros eur
        USD $ us$ dollar dollars usd
        GBP £ pound pounds gbp lb lbs
        RUB rouble roubles ruble rubles
        % percent per_cent percentage_points percentage_point
        km kilometre kilometres kilometer kilometers
        m metre metres meter meters
        cm centimetre centimetres centimeter centimeters
        mm millimetre millimetres millimeter millimeters
        mile miles
        kg kgs kilogram kilograms kilo kilos
        g gram grams
        t ton tons tonne tonnes metric_tons metric_tonnes metric_ton metric_tonne
        ° degree degrees °c degrees_celsius
        second seconds
        minute minutes
        hour hours
        day days
        week weeks
        × times
        month months
        year years
        """.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.TrimEntries))
        .SelectMany(names => names.Select(name => KeyValuePair.Create(name.Replace('_', ' '), names[0])))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<Quantity> AllIn(string text)
    {
        var dates = DateMention.AllIn(text);
        return Number().Matches(text)
            .Where(match => !dates.Any(date => date.Start < match.Index + match.Length && date.End > match.Groups["number"].Index))
            .Select(Read)
            .OfType<Quantity>()
            .ToList();
    }

    /// <summary>Whether this may be said where a story says the other.</summary>
    public bool Agrees(Quantity told) =>
        Unit != told.Unit && Unit is "hour" or "minute" && told.Unit is "hour" or "minute" ? InMinutes().Agrees(told.InMinutes())
        : (Unit is null || told.Unit is null || Unit == told.Unit)
        && (Bound, told.Bound) switch
        {
            (Bound.Least, Bound.Most) or (Bound.Most, Bound.Least) => false,
            (Bound.Least, _) => told.Value >= Value && told.Value <= Value * 1.5m,
            (Bound.Most, _) => told.Value <= Value && told.Value >= Value / 1.5m,
            (Bound.About, _) => Math.Abs(told.Value - Value) <= Math.Abs(Value) * 0.05m,
            (_, Bound.Most) => false, // up to 60 per cent are not 60
            _ => told.Value == Value,
        };

    // Half an hour; thirty minutes.
    private Quantity InMinutes() => Unit == "hour" ? this with { Value = 60 * Value, Unit = "minute" } : this;

    private static Quantity? Read(Match match)
    {
        var (number, scale) = (match.Groups["number"], match.Groups["scale"].Value);
        var unit = match.Groups["currency"].Success ? match.Groups["currency"].Value : match.Groups["unit"].Value;
        var isMoney = match.Groups["currency"].Success;
        if (scale is "m" or "k" && !isMoney)
        {
            (scale, unit) = ("", scale is "m" ? "m" : "");
        }

        unit = number.Value is "once" or "twice" ? "times" : unit;
        if (ValueOf(number.Value) is not { } value)
        {
            return null;
        }

        // “one” and “a” count only what is measured: one million, one kilometre; not “one of the members”.
        if (value == 1 && scale.Length == 0 && !Units.ContainsKey(unit) && char.IsLetter(number.Value[0]))
        {
            return null;
        }

        value *= scale.Length > 0 ? Scales[scale] : 1;
        value += match.Groups["half"].Success ? 0.5m : 0;
        value *= match.Groups["sign"].Success ? -1 : 1;
        return new Quantity(
            value,
            number.Value.Contains(':', StringComparison.Ordinal) ? "time" : Units.GetValueOrDefault(Blanks().Replace(unit, " ")),
            BoundOf((match.Groups["after"].Success ? match.Groups["after"].Value.TrimStart() : match.Groups["bound"].Value).ToLowerInvariant()),
            match.Index,
            match.Index + match.Length);
    }

    private static decimal? ValueOf(string number)
    {
        if (number.Contains(':', StringComparison.Ordinal))
        {
            var parts = number.Split(':');
            return (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        if (char.IsAsciiDigit(number[0]))
        {
            return decimal.TryParse(number, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
        }

        var words = number.ToLowerInvariant().Split('-', ' ');
        return words[0] is "half" ? 0.5m
            : words[0] is "once" ? 1
            : words[0] is "twice" ? 2
            : words[0] is "a" or "an" ? 1
            : Array.IndexOf(Tens, words[0]) is >= 0 and var tens ? ((tens + 2) * 10) + (words.Length > 1 ? Array.IndexOf(Small, words[1]) : 0)
            : Array.IndexOf(Small, words[0]);
    }

    private static Bound BoundOf(string words) => words switch
    {
        "" => Bound.None,
        "more than" or "over" or "above" or "at least" or "exceeding" or "well over" or "no less than" or "no fewer than" or "not less than" or "or more" => Bound.Least,
        "about" or "around" or "some" or "nearly" or "almost" or "roughly" or "approximately" or "just" or "close to" => Bound.About,
        _ => Bound.Most,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}.,:])((?<bound>no more than|not more than|no less than|no fewer than|not less than|more than|less than|fewer than|at least|at most|up to|as much as|as many as|close to|limited to|capped at|well over"
        + @"|over|above|below|under|exceeding|about|around|some|nearly|almost|roughly|approximately|just)\s+)?(?<sign>minus\s+|[-−](?=\d))?(?<currency>US\$|[€$£])?\s?"
        + @"(?<number>\d{1,2}:\d{2}|\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|half(?=\s+an?\s+(million|billion|hour))|an?(?=\s+(hundred|thousand|million|billion|trillion|hour\s+and\s+a\s+half)\b)"
        + @"|(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(-(one|two|three|four|five|six|seven|eight|nine))?"
        + @"|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?=\b)|once(?! (again|more|a|it|they|he|she|the)\b)|twice)"
        + @"(?<half>\s+and\s+a\s+half)?(\s+an?(?=\s+(million|billion|hour)))?((\s|-)?(?<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|m|k)(?!\p{L}))?"
        + @"((\s|-)*(?<unit>%|°C|°|(per\s+cent|percent(age\s+points?)?|degrees(\s+Celsius)?|(metric\s+)?tons?|(metric\s+)?tonnes?|euros?|EUR|dollars?|USD|pounds?|GBP|roubles?|rubles?"
        + @"|(kilo|centi|milli)?met(re|er)s?|km|cm|mm|miles?|(kilo)?grams?|kilos?|kg|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times)(?!\p{L})))?(?<half>\s+and\s+a\s+half)?(?<after>\s+or\s+(more|less|fewer)\b)?(?!\p{N})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
