using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>The kind of thing that a question's words ask for.</summary>
public enum ExpectedAnswer
{
    Anything,
    Person,
    Time,
    Quantity,
}

/// <summary>Tells what kind of thing a question asks for.</summary>
public static partial class ExpectedAnswers
{
    public static ExpectedAnswer Of(string question) =>
        Quantity().IsMatch(question) ? ExpectedAnswer.Quantity
        : Time().IsMatch(question) ? ExpectedAnswer.Time
        : Person().IsMatch(question) ? ExpectedAnswer.Person
        : ExpectedAnswer.Anything;

    [GeneratedRegex(
        @"\bhow (many|much|old|long|far|big|large|high|fast|often)\b|\b(what|which) (percentage|number|amount|share)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Quantity();

    [GeneratedRegex(
        @"\bwhen\b|\b(what|which) (year|month|day|date|time|century|decade)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"\bwho(m|se)?\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Person();
}
