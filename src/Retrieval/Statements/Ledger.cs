using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Who says what in a story: its attributions, with their speakers' names and the sentences in which they stand.</summary>
public static class Ledger
{
    // By the share of its letters that stand in quotation marks.
    private const double MostlyQuoted = 0.9;
    private const double HardlyQuoted = 0.1;

    /// <summary>The statements of a story, in its order.</summary>
    /// <param name="body">The article's body, in which all offsets count UTF-16 units.</param>
    /// <param name="sentences">All sentences of the body.</param>
    public static IReadOnlyList<Statement> Of(string body, IReadOnlyList<Sentence> sentences)
    {
        var attributions = StatementExtractor.Extract(body, sentences);
        if (attributions.Count == 0)
        {
            return [];
        }

        var quotations = Quotation.FindIn(body);
        var speakers = new SpeakerResolver(body, sentences);
        return attributions
            .OrderBy(attribution => attribution.Content[0].Start)
            .Select(attribution => StatementOf(attribution, speakers, sentences, quotations))
            .ToList();
    }

    private static Statement StatementOf(
        Attribution attribution, SpeakerResolver speakers, IReadOnlyList<Sentence> sentences, IReadOnlyList<Quotation> quotations)
    {
        var spans = attribution.Content.Concat(new[] { attribution.Speaker, attribution.Cue }.OfType<TextSpan>()).ToList();
        return new Statement(
            attribution.Speaker is { } mention ? speakers.NameOf(mention) : null,
            attribution.Speaker,
            attribution.Verb,
            attribution.Cue,
            attribution.Content,
            TypeOf(attribution.Content, quotations),
            attribution.IsDenied,
            OrdinalAt(sentences, spans.Min(span => span.Start)),
            OrdinalAt(sentences, spans.Max(span => span.End) - 1));
    }

    private static StatementType TypeOf(IReadOnlyList<TextSpan> content, IReadOnlyList<Quotation> quotations)
    {
        var length = content.Sum(span => span.Length);
        var quoted = content.Sum(span => quotations.Sum(quotation => Math.Max(0, Math.Min(span.End, quotation.Span.End) - Math.Max(span.Start, quotation.Span.Start))));
        return quoted >= MostlyQuoted * length ? StatementType.Direct
            : quoted <= HardlyQuoted * length ? StatementType.Indirect
            : StatementType.Mixed;
    }

    /// <summary>The sentence in which a place lies, or the next.</summary>
    private static int OrdinalAt(IReadOnlyList<Sentence> sentences, int offset)
    {
        var (low, high) = (0, sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sentences[middle].End > offset ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
