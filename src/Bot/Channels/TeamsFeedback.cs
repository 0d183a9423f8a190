using System.Text.Json;
using NewsBot.Activities;

namespace NewsBot.Channels;

/// <summary>
/// Reads what somebody thinks of an answer, as Teams tells it:
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content#feedback-buttons
/// </summary>
internal static class TeamsFeedback
{
    private const string InvokeName = "message/submitAction";
    private const string ActionName = "feedback";

    /// <summary>Null when the activity is something else.</summary>
    public static (bool IsGood, string? Text)? In(Activity activity)
    {
        if (activity is not { Name: InvokeName, Value: { } value } || Text(value, "actionName") != ActionName
            || !value.TryGetProperty("actionValue", out var action))
        {
            return null;
        }

        return Text(action, "reaction") switch
        {
            "like" => (true, Words(Text(action, "feedback"))),
            "dislike" => (false, Words(Text(action, "feedback"))),
            _ => null,
        };
    }

    // Teams wraps the words in JSON, and the Playground does not.
    private static string? Words(string? feedback)
    {
        try
        {
            return feedback is null ? null : Text(JsonElement.Parse(feedback), "feedbackText") ?? feedback;
        }
        catch (JsonException)
        {
            return feedback;
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
