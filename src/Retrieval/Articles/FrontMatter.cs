using NewsBot.Retrieval.Sentences;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// The YAML block at the top of a Markdown file. It is read as a stream of events, not into objects: nesting and aliases of hostile
/// YAML then cost nothing.
/// </summary>
internal static class FrontMatter
{
    private const int MostCharacters = 64 * 1024;

    public static bool IsAtStartOf(string content)
    {
        var reader = new LineReader(content);
        return reader.MoveNext() && content.AsSpan(reader.Current.Start, reader.Current.Length) is "---";
    }

    /// <returns>The fields, with the rest of the content as text; null if there is no front matter.</returns>
    /// <exception cref="UnreadableStoryException">It is not closed, not valid YAML, or a field is not text.</exception>
    public static StoryFields? Read(string content)
    {
        if (!IsAtStartOf(content))
        {
            return null;
        }

        var reader = new LineReader(content);
        reader.MoveNext();
        var start = reader.Current.End;
        while (reader.MoveNext() && reader.Current.Start - start < MostCharacters)
        {
            var line = content.AsSpan(reader.Current.Start, reader.Current.Length);
            if (line is "---" or "...")
            {
                var text = content[StartOfNextLine(content, reader.Current.End)..];
                return ReadFields(content[start..reader.Current.Start]) with { Text = text };
            }
        }

        throw new UnreadableStoryException("The front matter that the first line opens with --- is not closed: add a line --- after it.");
    }

    private static int StartOfNextLine(string content, int position)
    {
        var offset = content.AsSpan(position).IndexOfAny('\n', '\r');
        if (offset < 0)
        {
            return content.Length;
        }

        var lineBreak = position + offset;
        return content.AsSpan(lineBreak).StartsWith("\r\n") ? lineBreak + 2 : lineBreak + 1;
    }

    private static StoryFields ReadFields(string yaml)
    {
        // The text begins at the end of the file's first line, so YAML's line numbers are the file's.
        try
        {
            var values = ReadMapping(new Parser(new StringReader(yaml)));
            return new(
                "",
                values.GetValueOrDefault("id"),
                values.GetValueOrDefault("title"),
                values.GetValueOrDefault("source"),
                values.GetValueOrDefault("author"),
                values.GetValueOrDefault("date"),
                values.GetValueOrDefault("url"));
        }
        catch (YamlException invalid)
        {
            throw new UnreadableStoryException(
                $"Line {invalid.Start.Line} of the front matter is not valid YAML: put a value with a colon or other special characters in quotation marks.",
                invalid);
        }
    }

    private static Dictionary<string, string> ReadMapping(Parser parser)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return values; // nothing between the two lines
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            if (parser.Current is Scalar { Value.Length: 0 })
            {
                return values; // only comments
            }

            throw new UnreadableStoryException("The front matter has no fields: write one per line, such as “title: …”.");
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                parser.SkipThisAndNestedEvents(); // a key that is no name, with its value
                parser.SkipThisAndNestedEvents();
                continue;
            }

            if (ReadValue(parser, key) is { } value && !values.TryAdd(key.Value, value))
            {
                throw new UnreadableStoryException(
                    $"The front matter has the field “{SingleLine.Clean(key.Value, 40)}” twice, again on line {key.Start.Line}.");
            }
        }

        return values;
    }

    // A field is one value, or a list of names as in "author: [Ana Reyes, Ben Okri]".
    private static string? ReadValue(Parser parser, Scalar key)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } ? null : scalar.Value;
        }

        if (!parser.TryConsume<SequenceStart>(out _))
        {
            var isKnown = key.Value is "id" or "title" or "source" or "author" or "date" or "url";
            parser.SkipThisAndNestedEvents();
            return isKnown
                ? throw new UnreadableStoryException($"The field “{key.Value}” on line {key.Start.Line} of the front matter is not text.")
                : null;
        }

        var items = new List<string>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var item))
            {
                items.Add(item.Value);
            }
            else
            {
                parser.SkipThisAndNestedEvents();
            }
        }

        return string.Join(", ", items);
    }
}
