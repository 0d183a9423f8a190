using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (d), how many of all and which of them: what the story tells of some is not told of all, most, none but one, or always.</summary>
internal static partial class Quantifiers
{
    public static bool AreTold(Draft draft)
    {
        var told = string.Join('\n', draft.Cited.Select(sentence => sentence.Wording.Text));
        return (!All().IsMatch(draft.Text) || All().IsMatch(told))
            && (!Most().IsMatch(draft.Text) || Most().IsMatch(told))
            && (!Only().IsMatch(draft.Text) || Only().IsMatch(told))
            && (!Often().IsMatch(draft.Text) || Often().IsMatch(told))
            && (!Superlative().IsMatch(draft.Text) || Superlative().IsMatch(told))
            && (!Single().IsMatch(draft.Text) || Single().IsMatch(told))
            && (!Many().IsMatch(draft.Text) || Many().IsMatch(told))
            && Ordinal().Matches(draft.Text).All(ordinal => told.Contains(ordinal.Value, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\b(?<!(how|as) )(many|several|numerous|dozens|countless)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Many();

    [GeneratedRegex(@"\b(often|usually|frequently|regularly|repeatedly|routinely|rarely|seldom|sometimes|once again|yet again)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Often();

    // Largest, and what no story calls so: interest, request.
    [GeneratedRegex(@"\b(largest|biggest|greatest|smallest|highest|lowest|longest|shortest|fastest|slowest|strongest|weakest|richest|poorest|oldest|youngest|earliest|worst|best|closest|nearest|newest|hardest|deadliest|record|first|main|top|most)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Superlative();

    [GeneratedRegex(@"\bsingle\b(?!-)", RegexOptions.IgnoreCase)]
    private static partial Regex Single();

    // “First” is said in many ways.
    [GeneratedRegex(@"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Ordinal();

    // All of them and all of it, but not “in all” and “after all”.
    [GeneratedRegex(@"(?<!\b(in|after|at|above) )\b(all(?! (night|day|week|month|year|along|the same)\b)|every|everyone|everybody|everything|always|entire|entirely|whole|each|both|unanimous(ly)?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex All();

    [GeneratedRegex(@"(?<!\bat (the )?)\b(most(?! of it)|mostly|majority)\b(?! \p{L}+ful\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Most();

    // “Not only” affirms more.
    [GeneratedRegex(@"(?<!\bnot )\b(only|sole(ly)?|alone|nobody|no one|nothing|none|exclusively|themselves)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Only();
}
