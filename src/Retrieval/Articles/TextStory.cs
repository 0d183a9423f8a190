using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Articles;

/// <summary>A plain text: the body, with or without a headline on its first line.</summary>
internal static class TextStory
{
    private const int LongestHeadline = 200;

    // Without a blank line after it, only a short line is safe to take for a headline.
    private const int LongestHeadlineBeforeText = 100;

    public static StoryFields Read(string content)
    {
        if (FindHeadline(content) is not { } headline)
        {
            return new(content);
        }

        return new(content[headline.BodyStart..], Title: content[headline.Line.Start..headline.Line.End]);
    }

    private static (TextSpan Line, int BodyStart)? FindHeadline(string content)
    {
        var reader = new LineReader(content);
        var first = NextText(ref reader);
        if (first is not { } line || line.Length > LongestHeadline || LineMarks.Skip(content, line.Start, line.End) > line.Start
            || Punctuation.EndsAsSentence(content.AsSpan(line.Start, line.Length)) || content[line.End - 1] is ',' or ':' or ';')
        {
            return null;
        }

        var isApart = reader.MoveNext() && reader.Current.Length == 0;
        var second = reader.Current.Length > 0 && !isApart ? reader.Current : NextText(ref reader);
        if (second is not { } text || text.Start == line.Start)
        {
            return null;
        }

        // Directly above the text, it is a headline only if the text below does not go on with it, and is a sentence.
        var isHeadline = isApart
            || (line.Length <= LongestHeadlineBeforeText && !char.IsLower(content[text.Start])
                && Punctuation.EndsAsSentence(content.AsSpan(text.Start, text.Length)) && !HardWraps.AreUsedIn(content));
        return isHeadline ? (line, text.Start) : null;
    }

    private static TextSpan? NextText(ref LineReader reader)
    {
        while (reader.MoveNext())
        {
            if (reader.Current.Length > 0)
            {
                return reader.Current;
            }
        }

        return null;
    }
}
