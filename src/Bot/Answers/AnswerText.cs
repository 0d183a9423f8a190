using NewsBot.Retrieval.Indexing;

namespace NewsBot.Answers;

/// <summary>Answers in words, without any markup.</summary>
public static class AnswerText
{
    /// <summary>The answer alone, with the marks <c>[n]</c> of its citations.</summary>
    public static string Of(Answer answer) => answer switch
    {
        Answer.Grounded grounded => string.Join('\n', grounded.Sentences.Select(WithMarks)),
        Answer.NotCovered notCovered => Decline(notCovered),
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
    public static string Greeting(IndexStatus status) => status.Articles == 0
        ? "Hello! I answer questions about news stories, but none is indexed yet. Add some with the command: index PATH"
        : $"Hello! I answer questions from {status.Articles} news stories"
            + (status.Oldest is null ? "" : $", published from {Dates.Spoken(status.Oldest)} to {Dates.Spoken(status.Newest)}")
            + ". I quote their sentences word for word and say where each one stands. Ask me, for example: What did Lavrov say about Assad?";

    /// <summary>One line that says where a cited sentence stands.</summary>
    public static string Describe(Citation citation)
    {
        var (title, rest) = Place(citation);
        return $"{title} · {rest}" + (citation.Article.Url is { } url ? $" · {url.AbsoluteUri}" : "");
    }

    /// <summary>The title of the story in which a cited sentence stands, and its outlet, date and place.</summary>
    public static (string Title, string Outlet) Place(Citation citation)
    {
        string?[] rest = [citation.Article.Source, Dates.Spoken(citation.Article.Published), $"sentence {citation.Sentence.Ordinal + 1}"];
        return (citation.Article.Title, string.Join(" · ", rest.OfType<string>()));
    }

    private static string Numbered(Citation citation) => $"[{citation.Number}] {Describe(citation)}";

    private static string WithMarks(AnswerSentence sentence) => sentence.Text + " " + string.Concat(sentence.Citations.Select(number => $"[{number}]"));

    private static string Decline(Answer.NotCovered notCovered) =>
        "The stories I have do not answer that."
        + (notCovered.Unknown.Count > 0 ? $" None of them mentions {string.Join(" or ", notCovered.Unknown.Select(word => $"“{word}”"))}." : "")
        + (notCovered.Nearest.Count > 0 ? " The nearest that I found, which is not an answer:" : "");
}
