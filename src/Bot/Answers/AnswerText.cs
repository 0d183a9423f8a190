using NewsBot.Retrieval.Articles;

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

    /// <summary>One line that says where a cited sentence stands.</summary>
    public static string Describe(Citation citation) => string.Join(" · ", Parts(citation.Article)
        .Append($"sentence {citation.Sentence.Ordinal + 1}")
        .Append(citation.Article.Url?.AbsoluteUri)
        .OfType<string>());

    private static IEnumerable<string?> Parts(Article article) => [article.Title, article.Source, Dates.Spoken(article.Published)];

    private static string WithMarks(AnswerSentence sentence) => sentence.Text + " " + string.Concat(sentence.Citations.Select(number => $"[{number}]"));

    private static string Decline(Answer.NotCovered notCovered) =>
        "The stories I have do not answer that."
        + (notCovered.Unknown.Count > 0 ? $" None of them mentions {string.Join(" or ", notCovered.Unknown.Select(word => $"“{word}”"))}." : "")
        + (notCovered.Nearest.Count > 0 ? " The nearest that I found, which is not an answer:" : "");
}
