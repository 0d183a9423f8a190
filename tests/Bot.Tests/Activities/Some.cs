using System.Text.Json.Nodes;

namespace NewsBot.Tests.Activities;

/// <summary>Activities as a channel sends them.</summary>
internal static class Some
{
    private static int lastId;

    public static JsonObject Message(ChannelDouble channel, string text, string conversation = "chat-1") =>
        Activity("message", channel.ServiceUrl.AbsoluteUri, conversation).With("text", text);

    public static JsonObject Activity(string type, string? serviceUrl, string conversation = "chat-1") => new()
    {
        ["type"] = type,
        ["id"] = $"activity-{Interlocked.Increment(ref lastId)}",
        ["timestamp"] = "2025-03-04T05:06:07.891Z",
        ["channelId"] = "emulator",
        ["serviceUrl"] = serviceUrl,
        ["from"] = new JsonObject { ["id"] = "user-1", ["name"] = "Ada", ["role"] = "user" },
        ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "News", ["role"] = "bot" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["locale"] = "en-GB",
    };

    public static JsonObject Joined(ChannelDouble channel, params string[] members) =>
        Activity("conversationUpdate", channel.ServiceUrl.AbsoluteUri)
            .With("membersAdded", new JsonArray([.. members.Select(member => new JsonObject { ["id"] = member })]));

    public static JsonObject Installed(ChannelDouble channel) =>
        Activity("installationUpdate", channel.ServiceUrl.AbsoluteUri).With("action", "add");

    public static JsonObject With(this JsonObject activity, string name, JsonNode? value)
    {
        activity[name] = value;
        return activity;
    }
}
