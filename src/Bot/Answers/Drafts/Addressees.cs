using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (c), to whom something is said: a newspaper's readers are not a news agency. That reporters were told goes without saying.</summary>
internal static partial class Addressees
{
    public static bool AreTold(Draft draft) => draft.Attributions.All(said => said.Cue is not { } cue || !Telling().IsMatch(draft.Text[cue.Start..cue.End])
        || said.Content.All(content => content.Start < cue.End || AreTold(draft, cue.End, content.Start)));

    private static bool AreTold(Draft draft, int start, int end) => Enumerable.Range(0, draft.Wording.Count)
        .Where(place => draft.Wording.Tokens[place].Start >= start && draft.Wording.Tokens[place].End <= end && draft.Wording.IsContent(place) && !draft.Names.Contains(place) && !draft.IsNumber(place))
        .All(place => draft.PlacesOfWord(place).Count > 0 || Anybody().IsMatch(draft.Wording[place]) || (draft.Wording[place] == "news" && draft.Wording[place + 1] is "conference" or "briefing") || draft.Wording[place].EndsWith("ly", StringComparison.Ordinal)
            || draft.Cited.Any(sentence => sentence.Related(draft.Relatives).GetValueOrDefault(draft.Wording.Tokens[place].Stem).Same > 0));

    [GeneratedRegex(@"\b(tell|tells|told|telling|inform|informed)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Telling();

    [GeneratedRegex("^(reporters?|journalists?|press|media|conference|briefing|interview|interviewer|day|week|month|year|time)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Anybody();
}
