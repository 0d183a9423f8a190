using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>The kinds of things that a question's words ask for; a question may ask for several.</summary>
[Flags]
public enum ExpectedAnswer
{
    Anything = 0,
    Person = 1,
    Place = 2,
    Time = 4,

    /// <summary>A number.</summary>
    Quantity = 8,

    /// <summary>A sum of money; a quantity, too.</summary>
    Money = 16,

    /// <summary>Something with a name that is neither a person nor a place: a company, a film.</summary>
    NamedThing = 32,
    Reason = 64,

    /// <summary>What an abbreviation stands for.</summary>
    Expansion = 128,
}

/// <summary>Tells what kinds of things a question asks for.</summary>
public static partial class ExpectedAnswers
{
    public static ExpectedAnswer Of(string question)
    {
        var asksQuantity = Quantity().IsMatch(question);
        return If(ExpectedAnswer.Quantity, asksQuantity)
            | If(ExpectedAnswer.Money, Money().IsMatch(question))
            | If(ExpectedAnswer.Time, !asksQuantity && Time().IsMatch(question))
            | If(ExpectedAnswer.Person, Person().IsMatch(question))
            | If(ExpectedAnswer.Place, Place().IsMatch(question))
            | If(ExpectedAnswer.NamedThing, NamedThing().IsMatch(question))
            | If(ExpectedAnswer.Reason, Reason().IsMatch(question))
            | If(ExpectedAnswer.Expansion, Expansion().IsMatch(question));
    }

    private static ExpectedAnswer If(ExpectedAnswer kind, bool asked) => asked ? kind : ExpectedAnswer.Anything;

    [GeneratedRegex(
        @"\bhow (many|much|old|long|far|big|large|high|tall|fast|often|deep|wide|heavy)\b"
        + @"|\b(what|which) (percentage|percent|number|amount|share|population|temperature|speed|age|proportion)\b"
        + @"|\bwhat (is|was) the (population|number|distance|height|length|speed|magnitude)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Quantity();

    [GeneratedRegex(
        @"\bhow much\b.*\b(cost|pay|paid|spend|spent|worth|money|price|rent|sell|sold|raise|earn|make)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Money();

    [GeneratedRegex(
        @"\bwhen\b|\b(what|which) (year|month|day|date|time|century|decade)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"\bwho(m|se)?\b|\bwhat .{0,30}\bname\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Person();

    [GeneratedRegex(
        @"\bwhere\b|\b(what|which) (country|city|state|place|town|continent|region|county|island|village|river|capital|nation|province|location|area|part)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(
        @"\b(what|which) (company|group|organi[sz]ation|school|university|team|party|agency|newspaper|band|firm|bank|brand|club|league|film|movie|book|show|song|sport|language|type|kind|name)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedThing();

    [GeneratedRegex(@"\bwhy\b|\bwhat (caused|(was|is) the reason)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"\b(stand(s|ing)? for|meaning of|abbreviation|acronym|initials|full name)\b|\bwhat does \w+ mean\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Expansion();
}
