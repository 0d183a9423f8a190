using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Activities;

namespace NewsBot.Channels;

/// <summary>What the bot's Adaptive Cards are made of: https://adaptivecards.io/explorer/. Text of stories stands in text runs, which know no markup.</summary>
internal static class AdaptiveCard
{
    public static Attachment Of(params JsonNode[] body) => new("application/vnd.microsoft.card.adaptive", JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.2", // all that Teams draws on phones
        ["body"] = new JsonArray(body),
    }));

    public static JsonObject Container(bool isSeparate, params JsonNode[] items) => new()
    {
        ["type"] = "Container",
        ["separator"] = isSeparate,
        ["items"] = new JsonArray(items),
    };

    public static JsonObject Text(string text) => Block(Run(text));

    public static JsonObject Subtle(string text)
    {
        var run = Run(text);
        run["isSubtle"] = true;
        return Block(run);
    }

    /// <param name="url">Where it leads; null: nowhere.</param>
    public static JsonObject Bold(string text, string? url = null)
    {
        var run = Run(text);
        run["weight"] = "Bolder";
        if (url is not null)
        {
            run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
        }

        return Block(run);
    }

    private static JsonObject Run(string text) => new() { ["type"] = "TextRun", ["text"] = text };

    private static JsonObject Block(JsonObject run) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
}
