namespace NewsBot.Retrieval.Sentences;

/// <summary>Walks a text line by line; each line is given without white space at its ends, an empty span for a blank one.</summary>
internal ref struct LineReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int position;

    public TextSpan Current { get; private set; }

    public bool MoveNext()
    {
        if (position >= text.Length)
        {
            return false;
        }

        var length = text[position..].IndexOfAny(Punctuation.LineBreaks);
        var end = length < 0 ? text.Length : position + length;
        Current = Punctuation.Trim(text, position, end);
        position = end + 1;
        if (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n')
        {
            position++;
        }

        return true;
    }
}
