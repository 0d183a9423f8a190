using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions;

/// <summary>Understands a question from its words alone.</summary>
public static partial class QuestionParser
{
    public static Question Parse(string text, AskingContext context)
    {
        var clean = Blanks().Replace(text, " ").Trim();
        return new Question
        {
            Text = clean,
            Content = clean,
            Kind = QuestionKind.Other,
            Expects = ExpectedAnswers.Of(clean),
            Terms = Term.AllIn(clean).Distinct().ToList(),
            Names = NamesIn(clean),
            AskedAt = context.Now,
        };
    }

    // The first word is capitalised whatever it is, so it tells nothing.
    private static List<Name> NamesIn(string text) => CapitalisedOrNumbered().Matches(text)
        .Where(match => match.Index > 0)
        .Select(match => new Name(match.Value, Term.AllIn(match.Value)))
        .Where(name => name.Terms.Count > 0)
        .ToList();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(\p{Lu}|\p{L}*\p{N})[\p{L}\p{N}]*", RegexOptions.ExplicitCapture)]
    private static partial Regex CapitalisedOrNumbered();
}
