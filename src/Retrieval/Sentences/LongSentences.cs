namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Bounds a sentence's length: a table or a transcript without punctuation would otherwise be one “sentence” that nobody can cite,
/// embed or show.
/// </summary>
internal static class LongSentences
{
    public const int MostCharacters = 2_000;

    /// <summary>
    /// Where to end a piece that begins at <paramref name="start"/>: at white space if there is some, never inside a surrogate pair.
    /// </summary>
    public static int EndOfPiece(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start <= MostCharacters)
        {
            return end;
        }

        var limit = start + MostCharacters;
        for (var cut = limit; cut > start + (MostCharacters / 2); cut--)
        {
            if (Punctuation.IsBlank(text[cut]))
            {
                return cut;
            }
        }

        return char.IsHighSurrogate(text[limit - 1]) && char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }
}
