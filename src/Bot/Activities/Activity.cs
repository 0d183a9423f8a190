using System.Text.Json;

namespace NewsBot.Activities;

/// <summary>
/// What a channel and a bot send each other, reduced to the fields this bot reads or writes. Others are dropped as they are read;
/// among them is <c>callerId</c>, which a bot must never believe.
/// </summary>
/// <remarks>A list is null when it has no elements, because channels refuse empty arrays.</remarks>
public sealed record Activity
{
    public required string Type { get; init; }

    /// <summary>Given by the channel; never set on the way out.</summary>
    public string? Id { get; init; }

    /// <summary>Given by the channel, in UTC; never set on the way out.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    public DateTimeOffset? LocalTimestamp { get; init; }

    /// <summary>An IANA name, such as <c>Europe/Vienna</c>.</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>Where replies are posted.</summary>
    public Uri? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }

    public ConversationAccount? Conversation { get; init; }

    /// <summary>On the way in, the bot itself.</summary>
    public ChannelAccount? Recipient { get; init; }

    public string? ReplyToId { get; init; }

    public string? Locale { get; init; }

    /// <summary>Null when a card was submitted: what was filled in is then in <see cref="Value"/>.</summary>
    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    public string? InputHint { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init => field = Present(value); }

    public IReadOnlyList<Attachment>? Attachments { get; init => field = Present(value); }

    public string? AttachmentLayout { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>Whatever one channel adds for itself.</summary>
    public JsonElement? ChannelData { get; init; }

    public JsonElement? Value { get; init; }

    /// <summary>Which event, invoke or trace it is.</summary>
    public string? Name { get; init; }

    /// <summary>What a trace is about, for whoever reads it.</summary>
    public string? Label { get; init; }

    /// <summary>What <see cref="Value"/> is, as an address that nobody opens.</summary>
    public string? ValueType { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init => field = Present(value); }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init => field = Present(value); }

    /// <summary>On an installationUpdate, <c>add</c> or <c>remove</c>.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init => field = Present(value); }

    public string? DeliveryMode { get; init; }

    /// <exception cref="JsonException">It is not JSON, or a field is of the wrong type.</exception>
    internal static Activity? Parse(ReadOnlySpan<byte> json)
    {
        // All strings are decoded once: a byte that is not UTF-8, or half a surrogate pair, in what stays JSON
        // would otherwise fail whoever reads it later.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ActivityJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException notText)
        {
            throw new JsonException(message: null, notText);
        }

        return JsonSerializer.Deserialize(json, ActivityJson.Default.Activity);
    }

    /// <summary>A message back to whoever sent this activity, into the same conversation.</summary>
    public Activity CreateReply(string? text) => new()
    {
        Type = ActivityTypes.Message,
        ServiceUrl = ServiceUrl,
        ChannelId = ChannelId,
        From = Recipient,
        Conversation = Conversation,
        Recipient = From,
        ReplyToId = Id,
        Locale = Locale,
        Text = text,
    };

    /// <summary>When it was sent, by the sender's clock and time zone; null when the channel does not tell both.</summary>
    public DateTimeOffset? SentAt() => LocalTimestamp
        ?? (Timestamp is { } sent && LocalTimezone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? TimeZoneInfo.ConvertTime(sent, zone)
            : null);

    /// <summary>Whether it is between one person and the bot, as far as the channel tells.</summary>
    public bool IsPersonal() => Conversation is not ({ IsGroup: true } or { ConversationType: "groupChat" or "channel" });

    /// <summary>The Microsoft Entra tenants that the channel says it comes from; Teams says it in two places.</summary>
    internal IReadOnlyList<string> Tenants()
    {
        var inTeams = ChannelData is { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("tenant", out var tenant) && tenant.ValueKind == JsonValueKind.Object
            && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
        return [.. new[] { inTeams, Conversation?.TenantId }.Where(name => !string.IsNullOrEmpty(name)).Select(name => name!)];
    }

    /// <summary>
    /// What was written to the bot: without the words that only address it, which its entities tell and not its text, and with the names of others
    /// as they are read.
    /// </summary>
    public string TextToBot()
    {
        var text = Text ?? "";
        foreach (var mention in (Entities ?? []).OfType<Mention>())
        {
            if (mention is { Text.Length: > 0, Mentioned: { } mentioned })
            {
                var isBot = Recipient?.Id is { Length: > 0 } bot && mentioned.Id == bot;
                text = text.Replace(mention.Text, isBot ? " " : mentioned.Name ?? " ", StringComparison.Ordinal);
            }
        }

        return text.Replace("&nbsp;", " ", StringComparison.Ordinal).Trim();
    }

    /// <summary>
    /// Those who joined, without the bot itself. Nobody if the activity does not say which of them the bot is.
    /// </summary>
    public IReadOnlyList<ChannelAccount> OtherMembersAdded() =>
        Recipient is { Id.Length: > 0 } bot
            ? [.. (MembersAdded ?? []).Where(member => !string.Equals(member.Id, bot.Id, StringComparison.Ordinal))]
            : [];

    // The wire may hold nulls where the types promise none.
    private static T[]? Present<T>(IEnumerable<T>? items) =>
        items?.OfType<T>().ToArray() is { Length: > 0 } present ? present : null;
}
