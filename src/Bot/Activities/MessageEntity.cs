using System.Text.Json.Serialization;

namespace NewsBot.Activities;

/// <summary>
/// What a message is: its citations, whether a model wrote it, and how it may be judged. An activity has one at most.
/// Teams: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
/// </summary>
public sealed record MessageEntity : Entity
{
    [JsonPropertyName("@type")]
    public string Kind => "Message";

    [JsonPropertyName("@context")]
    public string Context => "https://schema.org";

    /// <summary>Web Chat looks past a message without it.</summary>
    [JsonPropertyName("@id")]
    public string Id => "";

    /// <summary><c>AIGeneratedContent</c>, where a model wrote the text.</summary>
    public IReadOnlyList<string>? AdditionalType { get; init; }

    public IReadOnlyList<Claim>? Citation { get; init; }

    /// <summary>Buttons by which Web Chat's readers judge the message.</summary>
    public IReadOnlyList<VoteAction>? PotentialAction { get; init; }
}

/// <summary>What a mark <c>[n]</c> in the text stands for.</summary>
/// <param name="Position">The mark's number, from 1.</param>
public sealed record Claim(int Position, ClaimAppearance Appearance)
{
    [JsonPropertyName("@type")]
    public string Kind => "Claim";

    /// <summary>By which Web Chat tells the claim from others.</summary>
    [JsonPropertyName("@id")]
    public string? Id { get; init; }

    /// <summary>Who made the text out of the sources. Web Chat shows that of the first claim under the message.</summary>
    public ClaimInterpreter? ClaimInterpreter { get; init; }
}

/// <summary>Who made a text out of its sources, in words for readers.</summary>
public sealed record ClaimInterpreter(string Slogan)
{
    [JsonPropertyName("@type")]
    public string Kind => "Project";
}

/// <summary>A source as it is shown.</summary>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Abstract">At most 160 characters.</param>
public sealed record ClaimAppearance(string Name, string Abstract, string? Url = null)
{
    [JsonPropertyName("@type")]
    public string Kind => "DigitalDocument";
}

/// <summary>A button for or against.</summary>
/// <param name="Kind"><c>LikeAction</c> or <c>DislikeAction</c>.</param>
/// <param name="Identifier">Whatever is to come back when it is used.</param>
public sealed record VoteAction([property: JsonPropertyName("@type")] string Kind, string ActionStatus, string? Identifier);
