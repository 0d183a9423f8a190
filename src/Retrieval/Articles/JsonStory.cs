using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsBot.Retrieval.Articles;

/// <summary>One story as a JSON object. Its text is taken verbatim: other programs count offsets into it.</summary>
internal sealed record JsonStory(
    JsonElement Id,
    JsonElement Title,
    JsonElement Source,
    JsonElement Author,
    JsonElement Date,
    JsonElement Url,
    JsonElement Text)
{
    /// <exception cref="UnreadableStoryException">It is not JSON, not an object, or a field is not text.</exception>
    public static StoryFields Read(string content)
    {
        var story = Deserialize(content);
        return new(
            TextOf(story.Text, "text") ?? "",
            story.Id.ValueKind == JsonValueKind.Number ? story.Id.GetRawText() : TextOf(story.Id, "id"),
            TextOf(story.Title, "title"),
            TextOf(story.Source, "source"),
            NamesOf(story.Author),
            story.Date.ValueKind == JsonValueKind.Number ? story.Date.GetRawText() : TextOf(story.Date, "date"),
            TextOf(story.Url, "url"));
    }

    private static JsonStory Deserialize(string content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, StoryJson.Default.JsonStory)
                ?? throw new UnreadableStoryException("The line is null: write one JSON object per line.");
        }
        catch (JsonException) when (content.AsSpan().TrimStart() is not ['{', ..])
        {
            throw new UnreadableStoryException(
                """The line is not a JSON object: write one story per line, such as {"title": …, "text": …}.""");
        }
        catch (JsonException invalid)
        {
            var place = invalid.BytePositionInLine is { } position ? $" near its byte {position + 1}" : "";
            throw new UnreadableStoryException($"The line is not valid JSON{place}: write one whole object per line.", invalid);
        }
        catch (ArgumentException invalid)
        {
            throw new UnreadableStoryException("The line is not valid Unicode text.", invalid);
        }
    }

    private static string? TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => throw new UnreadableStoryException($"The field “{name}” is not text: write it as a string."),
            };
        }
        catch (InvalidOperationException halfPair)
        {
            throw new UnreadableStoryException($"The field “{name}” holds half a surrogate pair, such as \\ud83d alone.", halfPair);
        }
    }

    private static string? NamesOf(JsonElement author) =>
        author.ValueKind == JsonValueKind.Array
            ? string.Join(", ", author.EnumerateArray().Select(name => TextOf(name, "author")))
            : TextOf(author, "author");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonStory))]
internal sealed partial class StoryJson : JsonSerializerContext;
