namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Tells whether a text's single line breaks are only wraps at a margin, or end paragraphs. News comes in both forms, and a text is
/// one or the other throughout, so it is decided once for the whole text.
/// </summary>
internal static class HardWraps
{
    // Wider than any margin that people wrap at: longer lines are paragraphs.
    private const int WidestMargin = 200;

    public static bool AreUsedIn(ReadOnlySpan<char> body)
    {
        var (neighbours, broken, continued, longest) = (0, 0, 0, 0);
        TextSpan? previous = null;
        for (var reader = new LineReader(body); reader.MoveNext();)
        {
            var line = reader.Current;
            longest = Math.Max(longest, line.Length);
            if (longest > WidestMargin)
            {
                return false;
            }

            if (line.Length == 0)
            {
                previous = null;
                continue;
            }

            if (previous is { } before && LineMarks.Skip(body, line.Start, line.End) == line.Start)
            {
                neighbours++;
                if (!Punctuation.EndsAsSentence(body[before.Start..before.End]))
                {
                    broken++;
                    continued += char.IsLower(body[line.Start]) ? 1 : 0;
                }
            }

            previous = line;
        }

        // A wrap falls anywhere in a sentence: most lines then end without a full stop, and many go on with a small letter.
        // A list of names or a poem fails the second test, one paragraph per line the first.
        return neighbours > 0 && broken * 2 >= neighbours && continued * 3 >= neighbours;
    }

    /// <summary>
    /// A sentence that goes on over a line break in a text that is otherwise not wrapped, as scraped pages have it around links:
    /// the line is no short heading, does not end, and the next goes on with a small letter or a comma.
    /// </summary>
    public static bool GoesOn(ReadOnlySpan<char> line, char next) =>
        line.Length >= 40 && (char.IsLower(next) || next is ',' or ';' or ')')
        && line[^1] is not (':' or ';') && !Punctuation.EndsAsSentence(line);
}
