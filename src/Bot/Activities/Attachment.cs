using System.Text.Json;

namespace NewsBot.Activities;

/// <summary>A card as JSON; or a string of HTML, which is how Teams repeats a message's text and is not a file.</summary>
public sealed record Attachment(string? ContentType, JsonElement? Content = null);
