using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Finds who says what in a story, by rules.</summary>
public static class StatementExtractor
{
    public static IReadOnlyList<Attribution> Extract(string body, IReadOnlyList<Sentence> sentences)
    {
        var quotations = Quotation.FindIn(body);
        var found = new List<Attribution>();
        var tokens = new List<Token>();
        var nextQuotation = 0;
        TextSpan? previous = null;
        var speaking = 0;
        foreach (var sentence in sentences)
        {
            SentenceTokens.Read(body, new TextSpan(sentence.Start, sentence.End), quotations, ref nextQuotation, tokens);
            var here = SentenceReader.Read(body, tokens, sentence.Ordinal == 0);
            if (here.Count == 0 && previous is not null && tokens.TrueForAll(token => token.Kind is TokenKind.Quotation or TokenKind.Stop) && tokens.Exists(token => token.Kind == TokenKind.Quotation)
                && body.AsSpan(previous.Value.End, sentence.Start - previous.Value.End).IndexOfAny(Punctuation.LineBreaks) < 0)
            {
                // “…,” he said. “…”
                var more = tokens.Where(token => token.Kind == TokenKind.Quotation).Select(token => new TextSpan(token.Start, token.End));
                found[speaking] = found[speaking] with { Content = [.. found[speaking].Content, .. more] };
                previous = new TextSpan(sentence.Start, sentence.End);
            }
            else
            {
                var quoted = here.FindIndex(statement => statement.Rule == "quoted");
                speaking = found.Count + (quoted >= 0 ? quoted : here.Count - 1);
                found.AddRange(here);
                previous = here.Count > 0 ? new TextSpan(sentence.Start, sentence.End) : null;
            }
        }

        return found;
    }
}
