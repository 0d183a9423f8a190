namespace NewsBot.Retrieval.Articles;

/// <summary>A story's fields as its format spells them, not yet checked: the text verbatim, and what is null or blank is missing.</summary>
internal sealed record StoryFields(
    string Text,
    string? Id = null,
    string? Title = null,
    string? Source = null,
    string? Author = null,
    string? Date = null,
    string? Url = null,
    string? Language = null);

/// <summary>Says in one sentence why a story's format cannot be read.</summary>
internal sealed class UnreadableStoryException(string message, Exception? inner = null) : Exception(message, inner);
