using System.Text.Json.Serialization;
using NewsBot.Activities;

namespace NewsBot.DirectLine;

/// <summary>What a client is told of a conversation that it begins or goes on with.</summary>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record ConversationResponse(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>Some of a conversation.</summary>
/// <param name="Watermark">Place of the last of them; null when they have none, so that the client keeps the one it knows.</param>
internal sealed record ActivitySet(IReadOnlyList<Activity> Activities, string? Watermark = null);

/// <summary>The id that an activity was given.</summary>
internal sealed record ResourceResponse(string Id);

/// <summary>For whom a token is asked.</summary>
internal sealed record TokenRequest(ChannelAccount? User);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = ActivityJson.MaxDepth)]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
