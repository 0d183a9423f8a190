using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Who says what in a story: its attributions, with their speakers' names and the sentences in which they stand.</summary>
public static class Ledger
{
    // By the share of its letters that stand in quotation marks.
    private const double MostlyQuoted = 0.9;
    private const double HardlyQuoted = 0.1;

    // In the story's order, a statement is not far from the one that it is part of.
    private const int NearBy = 32;

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
        var statements = attributions
            .OrderBy(attribution => attribution.Content[0].Start)
            .SelectMany(attribution => NamesOf(attribution, speakers).Select(name => StatementOf(attribution, name, sentences, quotations)))
            .ToList();
        return statements.Select((statement, index) => statement with { Within = TellerOf(statements, index) }).ToList();
    }

    // What two people say together is said by each of them.
    private static IEnumerable<string?> NamesOf(Attribution attribution, SpeakerResolver speakers) =>
        (attribution.Speaker is { } mention ? speakers.NamesOf(mention) : []).DefaultIfEmpty(null);

    /// <summary>Place of the shortest statement in whose content all of another stands: its speaker, its cue and what is said.</summary>
    private static int? TellerOf(List<Statement> statements, int place)
    {
        var statement = statements[place];
        var whole = WholeOf(statement.Mention, statement.Cue, statement.Content);
        var (teller, length) = ((int?)null, int.MaxValue);
        for (var index = Math.Max(0, place - NearBy); index < Math.Min(statements.Count, place + NearBy); index++)
        {
            foreach (var span in statements[index].Content)
            {
                var isAround = span.Start <= whole.Start && span.End >= whole.End && span != statement.Content[0];
                (teller, length) = isAround && span.Length < length ? (index, span.Length) : (teller, length);
            }
        }

        return teller;
    }

    private static TextSpan WholeOf(TextSpan? mention, TextSpan? cue, IReadOnlyList<TextSpan> content)
    {
        var spans = content.Concat(new[] { mention, cue }.OfType<TextSpan>()).ToList();
        return new TextSpan(spans.Min(span => span.Start), spans.Max(span => span.End));
    }

    private static Statement StatementOf(Attribution attribution, string? name, IReadOnlyList<Sentence> sentences, IReadOnlyList<Quotation> quotations)
    {
        var whole = WholeOf(attribution.Speaker, attribution.Cue, attribution.Content);
        return new Statement(
            name,
            attribution.Speaker,
            attribution.Verb,
            attribution.Cue,
            attribution.Content,
            TypeOf(attribution.Content, quotations),
            attribution.IsDenied,
            OrdinalAt(sentences, whole.Start),
            OrdinalAt(sentences, whole.End - 1));
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
