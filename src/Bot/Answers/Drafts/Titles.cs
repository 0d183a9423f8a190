using System.Text.RegularExpressions;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (d), offices: an office that the story mentions is given to nobody to whom the story does not give it: <c>Zoubi, the foreign minister</c>.</summary>
internal static partial class Titles
{
    public static bool AreTold(Draft draft) => Held().Matches(draft.Text).All(held =>
        draft.Cited.Any(sentence => IsHeld(held.Groups["name"].Value, held.Groups["office"].Value, sentence.Evidence.Article.Title + "\n" + sentence.Body)));

    private static bool IsHeld(string surname, string office, string story) =>
        !story.Contains(office, StringComparison.OrdinalIgnoreCase) || Office.Of(surname, story).IsMeantBy("the " + office);

    // Al-Zoubi, the information minister; Lagarde, head of the Fund
    [GeneratedRegex(
        @"(?<name>\p{Lu}\p{L}+), (the )?(\p{Lu}\p{L}+ )?(?<office>(\p{Ll}+ ){0,2}(minister|president|ambassador|speaker|spokes\p{L}+|secretary|envoy|chairman|chairwoman|governor|mayor|commander))(?=,| of\b| for\b|\.)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Held();
}
