using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Finds who says what in a story, by rules.</summary>
public static class StatementExtractor
{
    /// <param name="body">The article's body, in which all offsets count UTF-16 units.</param>
    /// <param name="sentences">All sentences of the body.</param>
    public static IReadOnlyList<Attribution> Extract(string body, IReadOnlyList<Sentence> sentences)
    {
        var quotations = Quotation.FindIn(body);
        var found = new List<Attribution>();
        var tokens = new List<Token>();
        var nextQuotation = 0;
        Attribution? announced = null;
        (int Statement, int End)? speech = null; // that which may go on, and where it ended
        foreach (var sentence in sentences)
        {
            SentenceTokens.Read(body, new TextSpan(sentence.Start, sentence.End), quotations, ref nextQuotation, tokens);
            var (here, next) = SentenceReader.Read(new TokenizedSentence(body, tokens, sentence.Ordinal == 0));
            var isQuotation = here.Count == 0 && tokens.Exists(token => token.Kind == TokenKind.Quotation)
                && tokens.TrueForAll(token => token.Kind is TokenKind.Quotation or TokenKind.Stop);
            if (isQuotation && announced is not null)
            {
                found.Add(announced with { Content = QuotationsOf(tokens) });
                speech = (found.Count - 1, sentence.End);
            }
            else if (isQuotation && speech is var (statement, end) && GoesOn(body, found[statement], end, sentence.Start))
            {
                found[statement] = found[statement] with { Content = [.. found[statement].Content, .. QuotationsOf(tokens)] };
                speech = (statement, sentence.End);
            }
            else
            {
                var quoted = here.FindIndex(statement => statement.Construction == Construction.QuotationFirst);
                speech = here.Count > 0 ? (found.Count + (quoted >= 0 ? quoted : here.Count - 1), sentence.End) : null;
                found.AddRange(here);
            }

            announced = next;
        }

        return found;
    }

    // “…,” he said. “…”; in a paragraph of its own a quotation goes on only with what was said before its speaker was named, or announced.
    private static bool GoesOn(string body, Attribution speech, int end, int start) =>
        speech.Construction is Construction.QuotationFirst or Construction.ToldFirst or Construction.Announced
        || body.AsSpan(end..start).IndexOfAny(Punctuation.LineBreaks) < 0;

    private static List<TextSpan> QuotationsOf(List<Token> tokens) =>
        [.. tokens.Where(token => token.Kind == TokenKind.Quotation).Select(token => new TextSpan(token.Start, token.End))];
}
