namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Splits a story into the sentences that can be cited: paragraphs first, then the ends of sentences in each, then quotations and
/// parentheses are put together again.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>
    /// Splits a body into sentences, in order and without overlap. What lies between two sentences is white space, or the mark of a
    /// list item, heading or block quotation; everything else is in exactly one sentence. Takes time linear in the body's length.
    /// </summary>
    /// <param name="body">Any text; it need not be well-formed UTF-16.</param>
    /// <returns>Sentences of at most 2,000 UTF-16 units, none of them empty or with white space at its ends.</returns>
    public static IReadOnlyList<Sentence> Split(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var sentences = new List<Sentence>();
        foreach (var paragraph in Paragraphs.Find(body))
        {
            var text = body.AsSpan(paragraph.Start, paragraph.Length);
            var ends = SentenceBoundaries.Find(text);
            Enclosures.KeepWhole(text, ends);
            ends.Add(text.Length);

            var start = 0;
            foreach (var end in ends)
            {
                AddPieces(sentences, body, paragraph.Start + start, paragraph.Start + end);
                start = end;
            }
        }

        return sentences;
    }

    private static void AddPieces(List<Sentence> sentences, string body, int start, int end)
    {
        (start, end) = Punctuation.Trim(body, start, end);
        while (start < end)
        {
            var cut = LongSentences.EndOfPiece(body, start, end);
            var piece = Punctuation.Trim(body, start, cut);
            sentences.Add(new(sentences.Count, piece.Start, piece.End, body[piece.Start..piece.End]));
            start = Punctuation.SkipBlanks(body, cut);
        }
    }
}
