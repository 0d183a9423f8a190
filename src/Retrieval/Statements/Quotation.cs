using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>What stands between quotation marks.</summary>
/// <param name="Span">With the marks.</param>
/// <param name="IsContinued">Whether it was never closed, because the next paragraph goes on with it.</param>
public sealed record Quotation(TextSpan Span, bool IsContinued)
{
    private const int FewWords = 4;
    private const int LongestTitle = 8;

    /// <summary>Whether it is something said, and not a word or two that are quoted within somebody else's sentence, or a title.</summary>
    public bool IsUtterance(string body)
    {
        var text = body.AsSpan(Span.Start, Span.Length).Trim("\"“”'‘’` ");
        var words = text.Count(' ') + 1;
        return IsContinued || words > FewWords
            ? !(words <= LongestTitle && IsTitle(text))
            : text.Length > 0 && (text[^1] == ',' || Punctuation.IsTerminator(text[^1])) && !(words > 1 && IsTitle(text));
    }

    // Every word has a capital, but for the small ones: This Week, The Art of the Deal.
    private static bool IsTitle(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.Length > 3 && char.IsLower(word[0]))
            {
                return false;
            }
        }

        return text.ContainsAnyInRange('A', 'Z') && text[^1] is not ('.' or '!' or '?');
    }

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("\"“”„‟«»「」『』〝〞＂`'‘’");

    /// <summary>All quotations of a body, in order, without overlap; those within others are not told apart.</summary>
    public static IReadOnlyList<Quotation> FindIn(string body)
    {
        var quotations = new List<Quotation>();
        if (!body.AsSpan().ContainsAny(Marks))
        {
            return quotations;
        }

        var start = 0;
        while (start < body.Length)
        {
            var length = body.AsSpan(start).IndexOfAny(Punctuation.LineBreaks);
            var end = length < 0 ? body.Length : start + length;
            AddFrom(body, start, end, quotations);
            start = end + 1;
        }

        return quotations;
    }

    private static void AddFrom(string body, int start, int end, List<Quotation> quotations)
    {
        var paragraph = body.AsSpan(start, end - start);
        if (!paragraph.ContainsAny(Marks))
        {
            return;
        }

        var spans = Enclosures.FindQuotations(paragraph, out var unclosed);
        if (spans.Count == 0 && unclosed < 0)
        {
            spans = Enclosures.FindSingleQuotations(paragraph);
        }

        quotations.AddRange(spans.Select(span => new Quotation(new TextSpan(start + span.Start, start + span.End), IsContinued: false)));
        if (unclosed >= 0 && GoesOn(body, end))
        {
            quotations.Add(new Quotation(new TextSpan(start + unclosed, end), IsContinued: true));
        }
    }

    // Each paragraph of a longer speech opens with a mark, and only the last closes.
    private static bool GoesOn(string body, int paragraphEnd)
    {
        var next = Punctuation.SkipBlanks(body, paragraphEnd);
        return next < body.Length && (Punctuation.IsOpeningQuote(body[next]) || body[next] == '"');
    }
}
