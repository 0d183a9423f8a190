namespace NewsBot.Retrieval.Sentences;

/// <summary>The marks that lists, headings and block quotations put before a line's text: layout, not part of a sentence.</summary>
internal static class LineMarks
{
    // Deeper nesting than this is not a list; the bound keeps "- - - - …" from being read forever.
    private const int DeepestNesting = 8;

    /// <summary>The offset of the line's text after its marks; <paramref name="start"/> itself when it has none.</summary>
    public static int Skip(ReadOnlySpan<char> text, int start, int end)
    {
        var position = start;
        for (var depth = 0; depth < DeepestNesting; depth++)
        {
            var after = SkipOne(text, position, end);
            if (after == position)
            {
                break;
            }

            position = after;
        }

        return position;
    }

    public static bool IsHeading(ReadOnlySpan<char> text, int start) => text[start] == '#';

    /// <summary>A rule or underline such as <c>* * *</c>, <c>---</c> or <c>=====</c>: no sentence at all.</summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (!Punctuation.IsBlank(c) && !IsBullet(c) && c is not ('_' or '=' or '#' or '>' or '~' or '|'))
            {
                return false;
            }
        }

        return true;
    }

    private static int SkipOne(ReadOnlySpan<char> text, int start, int end)
    {
        var mark = MarkLength(text[start..end]);
        if (mark == 0)
        {
            return start;
        }

        var after = start + mark;
        while (after < end && Punctuation.IsBlank(text[after]))
        {
            after++;
        }

        // A mark stands apart from its text, and there is a text: "-5 degrees" and a line "1." are neither.
        // "> " may hug its text, as in mail.
        var standsApart = after > start + mark || text[start] == '>';
        return standsApart && after < end ? after : start;
    }

    private static int MarkLength(ReadOnlySpan<char> line)
    {
        var first = line[0];
        if (first == '#')
        {
            var level = line.IndexOfAnyExcept('#');
            return level is >= 1 and <= 6 ? level : 0;
        }

        if (first == '>' || IsBullet(first))
        {
            return 1;
        }

        // A task list's box: - [x] Done
        if (line is ['[', ' ' or 'x' or 'X', ']', ..])
        {
            return 3;
        }

        return NumberLength(line);
    }

    // "1. ", "12) ", "(3) ", "a) ", "(b) ": at most two digits, for "2012. " is a year at the end of a wrapped sentence.
    private static int NumberLength(ReadOnlySpan<char> line)
    {
        var opened = line[0] == '(' ? 1 : 0;
        var position = opened;
        while (position < line.Length && position < opened + 2 && char.IsAsciiDigit(line[position]))
        {
            position++;
        }

        var isLetter = position == opened && position < line.Length && char.IsAsciiLetterLower(line[position]);
        if (isLetter)
        {
            position++;
        }

        if (position == opened || position >= line.Length)
        {
            return 0;
        }

        var closes = line[position] == ')' || (line[position] == '.' && opened == 0 && !isLetter);
        return closes ? position + 1 : 0;
    }

    private static bool IsBullet(char c) => "-*+•‣◦▪▫●○■□·⁃►➤".Contains(c, StringComparison.Ordinal);
}
