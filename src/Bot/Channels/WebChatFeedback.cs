using System.Text.Json;
using NewsBot.Activities;

namespace NewsBot.Channels;

/// <summary>Reads which of an answer's thumbs was used in Web Chat.</summary>
internal static class WebChatFeedback
{
    private const string EventName = "webchat:activity-status/feedback";

    /// <summary>Null when the activity is something else.</summary>
    public static (bool IsGood, string? AnswerId)? In(Activity activity)
    {
        if (activity is not { Name: EventName, Entities: [{ Others: { } vote }, ..] })
        {
            return null;
        }

        return Text(vote, "@type") switch
        {
            "LikeAction" => (true, Text(vote, "identifier")),
            "DislikeAction" => (false, Text(vote, "identifier")),
            _ => null,
        };
    }

    private static string? Text(IDictionary<string, JsonElement> vote, string name) =>
        vote.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 200 } text ? text : null;
}
