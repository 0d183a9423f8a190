using NewsBot.Answers.Speech;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>Answers in words, without any markup.</summary>
public static class AnswerText
{
    /// <summary>The answer alone, with the marks <c>[n]</c> of its citations.</summary>
    public static string Of(Answer answer) => answer switch
    {
        Answer.Grounded grounded => string.Join('\n', grounded.Sentences.Select(WithMarks).Prepend(LeadIn(grounded)).Append(Difference(grounded)).Append(grounded.Note).OfType<string>()),
        Answer.NotCovered notCovered => CoverageText.Of(notCovered),
        Answer.Clarify clarify => clarify.Request,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    /// <summary>The answer, and under it where each citation stands.</summary>
    public static string WithSources(Answer answer) => answer switch
    {
        Answer.Grounded grounded => $"{Of(answer)}\n\n{string.Join('\n', grounded.Citations.Select(Numbered))}",
        Answer.NotCovered { Nearest.Count: > 0 } notCovered =>
            $"{Of(answer)}\n\n{string.Join("\n\n", notCovered.Nearest.Select(citation => $"{citation.Sentence.Text}\n{Describe(citation)}"))}",
        _ => Of(answer),
    };

    /// <summary>What the bot says first.</summary>
    public static string Greeting(ArticleCounts stock) => $"Hello! {Introduction(stock)}";

    /// <summary>What the bot can do.</summary>
    public static string Introduction(ArticleCounts stock) => stock.Articles == 0
        ? "I answer questions about news stories, but none is indexed yet. Add some with the command: index PATH"
        : $"I answer questions from {(stock.Articles == 1 ? "1 news story" : $"{stock.Articles:N0} news stories")}"
            + (stock is { Oldest: { } oldest, Newest: { } newest } ? $", published {(oldest.Date == newest.Date ? "on" : "from")} {Dates.Range(oldest, newest)}" : "")
            + ". All I say rests on their sentences, and I say where each one stands. Ask me, for example: What did Lavrov say about Assad?";

    /// <summary>The line that stands before an answer, or null.</summary>
    public static string? LeadIn(Answer.Grounded answer)
    {
        var lead = answer.Heading ?? (answer.Lead is { } told ? LeadText.Of(told) : null);
        return answer switch
        {
            { IsPossible: true } => lead is null ? "This may be it:" : $"This may be it. {lead}",
            { Verdict: { } verdict } => lead is null ? $"{verdict}:" : $"{verdict}. {lead}",
            _ => lead,
        };
    }

    /// <summary>What stands before a sentence, or null.</summary>
    public static string? LeadIn(AnswerSentence sentence) => sentence switch
    {
        { Said: { } said } => $"{(sentence.On is { } day ? $"{Dates.Spoken(day)}, " : "")}{said.Speaker} ({Manner(said)}):",
        { NamedBefore: { } name } => $"(Named before this in the story: {name}.)",
        _ => null,
    };

    private static string Manner(Said said) => Manner(said.Type) + (said.Via is { } teller ? $", according to {teller}" : "");

    private static string? Difference(Answer.Grounded answer) => answer.Changes.Count == 0 ? null : $"The difference: {ChangeText.Plain(answer.Changes)}";

    private static string Manner(StatementType type) => type switch
    {
        StatementType.Direct => "quoted",
        StatementType.Mixed => "partly quoted",
        _ => "as reported",
    };

    /// <summary>One line that says where a cited sentence stands.</summary>
    public static string Describe(Citation citation)
    {
        var (title, rest) = Place(citation);
        return $"{title} · {rest}" + (citation.Article.Url is { } url ? $" · {url.AbsoluteUri}" : "");
    }

    /// <summary>The title of the story in which a cited sentence stands, and its outlet, date and place.</summary>
    public static (string Title, string Outlet) Place(Citation citation)
    {
        string?[] rest =
        [
            citation.Article.Source,
            Dates.Spoken(citation.Article.Published),
            citation.Article.IsCorrected ? "corrected" : null,
            $"sentence {citation.Sentence.Ordinal + 1}",
            citation.AlsoIn.Count > 0 ? $"also in: {string.Join(", ", citation.AlsoIn.Select(Outlet))}" : null,
        ];
        return (citation.Article.Title, string.Join(" · ", rest.OfType<string>()));
    }

    private static string Outlet(Article article) => article.Source ?? article.Title;

    private static string Numbered(Citation citation) => $"[{citation.Number}] {Describe(citation)}";

    private static string WithMarks(AnswerSentence sentence) =>
        (LeadIn(sentence) is { } lead ? $"{lead} " : "")
        + sentence.Text + " " + string.Concat(sentence.Citations.Select(number => $"[{number}]"));
}
