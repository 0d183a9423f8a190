using System.Text.Json;
using NewsBot.Activities;

namespace NewsBot.DirectLine;

/// <summary>What a client may say; whatever else it claims, above all who it is, is not believed.</summary>
internal static class ClientActivity
{
    private const int MaxName = 100;

    /// <summary>The same with nothing in it but what a client may say.</summary>
    public static Activity Admit(Activity sent) => new()
    {
        Type = sent.Type,
        Text = sent.Text,
        TextFormat = sent.Text is null ? null : "plain",
        Locale = sent.Locale is { Length: <= 35 } locale ? locale : null,
        LocalTimestamp = sent.LocalTimestamp,
        LocalTimezone = sent.LocalTimezone is { Length: <= MaxName } zone ? zone : null,
        ReplyToId = sent.ReplyToId is { Length: <= MaxName } reply ? reply : null,
        Name = sent.Name is { Length: <= MaxName } name ? name : null,
        Value = sent.Value,
        Entities = sent.Type == ActivityTypes.Event ? sent.Entities : null,
        ChannelData = ClientActivityId(sent.ChannelData),
    };

    // By it the client knows its own message again.
    private static JsonElement? ClientActivityId(JsonElement? channelData) =>
        channelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("clientActivityID", out var id)
            && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: <= MaxName } text
            ? JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["clientActivityID"] = text })
            : null;
}
