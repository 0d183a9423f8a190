using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Articles;

/// <summary>Markdown: YAML front matter, if there is any, then the body as it stands.</summary>
internal static class MarkdownStory
{
    private const int LongestHeading = 300;

    /// <exception cref="UnreadableStoryException">The front matter is not closed, or not valid YAML.</exception>
    public static StoryFields Read(string content)
    {
        var frontMatter = FrontMatter.Read(content);
        var fields = frontMatter ?? new StoryFields(content);
        if (!string.IsNullOrWhiteSpace(fields.Title))
        {
            return fields;
        }

        if (FindHeading(fields.Text) is { } heading)
        {
            return fields with { Title = heading.Title, Text = fields.Text[heading.BodyStart..] };
        }

        return frontMatter ?? TextStory.Read(content);
    }

    // "# Title" as the first line of text; some sites begin with "## ".
    private static (string Title, int BodyStart)? FindHeading(string text)
    {
        var reader = new LineReader(text);
        while (reader.MoveNext())
        {
            var line = reader.Current;
            if (line.Length == 0)
            {
                continue;
            }

            var start = LineMarks.Skip(text, line.Start, line.End);
            var isTitle = LineMarks.IsHeading(text, line.Start) && start > line.Start && line.Length <= LongestHeading;
            return isTitle ? (text[start..line.End].TrimEnd('#', ' '), line.End) : null;
        }

        return null;
    }
}
