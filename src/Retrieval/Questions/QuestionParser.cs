using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions;

/// <summary>Understands a question from its words alone.</summary>
public static partial class QuestionParser
{
    public static Question Parse(string text)
    {
        var clean = Blanks().Replace(text, " ").Trim();
        var terms = Term.AllIn(clean).Distinct().ToList();
        return new Question(clean, terms, NamesAmong(terms, clean), ExpectedAnswerOf(clean));
    }

    private static List<Term> NamesAmong(List<Term> terms, string text)
    {
        // The first word is capitalised whatever it is, so it tells nothing.
        var names = CapitalisedOrNumbered().Matches(text)
            .Where(match => match.Index > 0)
            .SelectMany(match => Term.AllIn(match.Value))
            .ToHashSet();
        return terms.Where(names.Contains).ToList();
    }

    private static ExpectedAnswer ExpectedAnswerOf(string text) =>
        Quantity().IsMatch(text) ? ExpectedAnswer.Quantity
        : Time().IsMatch(text) ? ExpectedAnswer.Time
        : Person().IsMatch(text) ? ExpectedAnswer.Person
        : ExpectedAnswer.Anything;

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(\p{Lu}|\p{L}*\p{N})[\p{L}\p{N}]*", RegexOptions.ExplicitCapture)]
    private static partial Regex CapitalisedOrNumbered();

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
