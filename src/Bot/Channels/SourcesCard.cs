using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>
/// The sources of an answer as an Adaptive Card: https://adaptivecards.io/explorer/. Text of stories stands in text runs, which know no markup.
/// </summary>
internal static class SourcesCard
{
    private const int MaxSources = 10;
    private const int MaxText = 500;
    private const int MaxTitle = 120;
    private const int MaxPlace = 160;

    /// <param name="linkOf">Where a citation leads; null: nowhere.</param>
    public static Attachment Of(Answer.Grounded answer, Func<Citation, string?> linkOf) => new("application/vnd.microsoft.card.adaptive", JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.2", // all that Teams draws on phones
        ["body"] = new JsonArray([.. answer.Citations.Take(MaxSources).Select(citation => Source(citation, linkOf(citation)))]),
    }));

    private static JsonNode Source(Citation citation, string? url)
    {
        var (title, place) = AnswerText.Place(citation);
        return new JsonObject
        {
            ["type"] = "Container",
            ["separator"] = citation.Number > 1,
            ["items"] = new JsonArray(
                Text($"[{citation.Number}] {Excerpt.Of(title, MaxTitle)}", run => Link(run, url)),
                Text(Excerpt.Of(citation.Sentence.Text, MaxText), _ => { }),
                Text(Excerpt.Of(place, MaxPlace), run => run["isSubtle"] = true)),
        };
    }

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
