using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsBot.Activities;

/// <summary>
/// Metadata beside an activity's text. An entity of a kind not listed here is read as a plain <see cref="Entity"/> and means nothing.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Mention), "mention")]
[JsonDerivedType(typeof(ClientInfo), "clientInfo")]
[JsonDerivedType(typeof(MessageEntity), "https://schema.org/Message")]
[JsonDerivedType(typeof(StreamInfo), "streaminfo")]
public record Entity
{
    /// <summary>What is not known of it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; } // init would make it a parameter, which it cannot be
}

/// <summary>Who is addressed, and the words of the activity's text that say so, such as <c>&lt;at&gt;News&lt;/at&gt;</c>.</summary>
public sealed record Mention(ChannelAccount? Mentioned, string? Text) : Entity;

/// <summary>Where the user's client runs. The time zone is an IANA name, such as <c>Europe/Vienna</c>.</summary>
public sealed record ClientInfo(string? Locale, string? Country, string? Platform, string? Timezone) : Entity;
