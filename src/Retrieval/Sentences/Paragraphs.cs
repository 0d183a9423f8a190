namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// The paragraphs of a text, without the marks of lists and headings. A heading, a list item and a line of its own are paragraphs too:
/// no sentence and no quotation ever crosses the end of one.
/// </summary>
internal static class Paragraphs
{
    public static List<TextSpan> Find(ReadOnlySpan<char> body)
    {
        var paragraphs = new List<TextSpan>();
        var wrapped = HardWraps.AreUsedIn(body);
        TextSpan? open = null;
        for (var reader = new LineReader(body); reader.MoveNext();)
        {
            var line = reader.Current;
            if (LineMarks.IsRule(body[line.Start..line.End]))
            {
                Close();
                continue;
            }

            // "… on May\n12. The …": where lines are wrapped, a number that begins a line in mid-sentence is no list mark.
            var isInSentence = wrapped && open is { } before && !Punctuation.EndsAsSentence(body[before.Start..before.End]);
            var textStart = isInSentence && char.IsAsciiDigit(body[line.Start])
                ? line.Start
                : LineMarks.Skip(body, line.Start, line.End);
            var isMarked = textStart > line.Start;
            if (open is { } paragraph && !isMarked
                && (wrapped || HardWraps.GoesOn(body[paragraph.Start..paragraph.End], body[line.Start])))
            {
                open = paragraph with { End = line.End };
                continue;
            }

            Close();
            open = new(textStart, line.End);
            if (isMarked && LineMarks.IsHeading(body, line.Start))
            {
                Close();
            }
        }

        Close();
        return paragraphs;

        void Close()
        {
            if (open is { } paragraph)
            {
                paragraphs.Add(paragraph);
            }

            open = null;
        }
    }
}
