using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Conversations;

namespace NewsBot.Channels;

/// <summary>
/// What a conversation was told beside what the stories say now, as an Adaptive Card: https://adaptivecards.io/explorer/. Text of stories stands in
/// text runs, which know no markup.
/// </summary>
internal static class CorrectionsCard
{
    private const int MaxCorrections = 5;
    private const int MaxText = 500;
    private const int MaxTitle = 120;

    public static Attachment Of(IReadOnlyList<Correction> corrections, CitationLinks links, Activity asked) => new("application/vnd.microsoft.card.adaptive", JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.2", // all that Teams draws on phones
        ["body"] = new JsonArray(
        [
            Text("Before I go on: I told you something here that the stories do not say any more.", run => run["weight"] = "Bolder"),
            .. corrections.Take(MaxCorrections).Select(correction => (JsonNode)Correct(correction, links, asked)),
            .. corrections.Count > MaxCorrections ? new JsonNode[] { Text($"So it is with {corrections.Count - MaxCorrections} more of the sentences that I cited.", _ => { }) } : [],
        ]),
    }));

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
        return new JsonObject
        {
            ["type"] = "Container",
            ["separator"] = true,
            ["items"] = new JsonArray(
                Text(Excerpt.Of(correction.Told.Title, MaxTitle), run => Link(run, url)),
                new JsonObject
                {
                    ["type"] = "ColumnSet",
                    ["columns"] = new JsonArray(
                        Column($"I told you on {Dates.Spoken(correction.Told.At)}", correction.Told.Sentence),
                        Column(heading, now)),
                }),
        };
    }

    private static JsonObject Column(string heading, string text) => new()
    {
        ["type"] = "Column",
        ["width"] = "stretch",
        ["items"] = new JsonArray(Text(heading, run => run["isSubtle"] = true), Text(Excerpt.Of(text, MaxText), _ => { })),
    };

    private static void Link(JsonObject run, string? url)
    {
        run["weight"] = "Bolder";
        if (url is not null)
        {
            run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
        }
    }

    private static JsonObject Text(string text, Action<JsonObject> style)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        style(run);
        return new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
    }
}
