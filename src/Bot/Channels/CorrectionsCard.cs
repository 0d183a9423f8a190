using System.Text.Json.Nodes;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Conversations;

namespace NewsBot.Channels;

/// <summary>What a conversation was told beside what the stories say now.</summary>
internal static class CorrectionsCard
{
    private const int MaxCorrections = 5;
    private const int MaxText = 500;
    private const int MaxTitle = 120;

    public static Attachment Of(IReadOnlyList<Correction> corrections, CitationLinks links, Activity asked) => AdaptiveCard.Of(
    [
        AdaptiveCard.Bold("Before I go on: I told you something here that the stories do not say any more."),
        .. corrections.Take(MaxCorrections).Select(correction => Correct(correction, links, asked)),
        .. corrections.Count > MaxCorrections ? new[] { AdaptiveCard.Text($"So it is with {corrections.Count - MaxCorrections} more of the sentences that I cited.") } : [],
    ]);

    private static JsonObject Correct(Correction correction, CitationLinks links, Activity asked)
    {
        var (heading, now, url) = correction switch
        {
            Correction.Changed(_, var story, var sentence) => ("The story says now", sentence.Text, links.ToStory(asked, story, sentence)),
            Correction.Dropped(_, var story) => ("The story now", "It does not say this any more.", links.ToStory(asked, story)),
            Correction.Retracted(_, var retraction) =>
                ("The story was retracted", $"{Dates.Spoken(retraction.At)}: {retraction.Reason}", links.ToStory(asked, retraction.Story)),
            _ => ("The story now", "It is not among my stories any more.", null),
        };
        return AdaptiveCard.Container(
            isSeparate: true,
            AdaptiveCard.Bold(Excerpt.Of(correction.Told.Title, MaxTitle), url),
            new JsonObject
            {
                ["type"] = "ColumnSet",
                ["columns"] = new JsonArray(
                    Column($"I told you on {Dates.Spoken(correction.Told.At)}", correction.Told.Sentence),
                    Column(heading, now)),
            });
    }

    private static JsonObject Column(string heading, string text) => new()
    {
        ["type"] = "Column",
        ["width"] = "stretch",
        ["items"] = new JsonArray(AdaptiveCard.Subtle(heading), AdaptiveCard.Text(Excerpt.Of(text, MaxText))),
    };
}
