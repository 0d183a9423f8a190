using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>Answers where words come from that somebody pasted: who said them, in which story, and whether they are the true words.</summary>
internal static class QuotationAnswer
{
    public static Answer.Grounded Of(Question question, QuotationMatch match)
    {
        var sentences = match.Story.Sentences.Where(sentence => match.Spans.Any(span => span.Start < sentence.End && span.End > sentence.Start)).ToList();
        var speaker = match.Statement?.Speaker;
        var others = match.AlsoIn.Select(story => story.Article).Where(article => article.Source is not null && article.Source != match.Story.Article.Source)
            .DistinctBy(article => article.Source, StringComparer.OrdinalIgnoreCase).ToList();
        return new Answer.Grounded(
            sentences.Select((sentence, index) => new AnswerSentence(sentence.Text, [index + 1])
            {
                Said = speaker is null ? null : new Said(speaker, match.Statement!.Type),
            }).ToList(),
            sentences.Select((sentence, index) => new Citation(index + 1, match.Story.Article, sentence) { Speaker = speaker, AlsoIn = others }).ToList())
        {
            Heading = HeadingOf(question, match),
            Changes = match.IsExact ? [] : match.Changes,
        };
    }

    /// <summary>What is said when no story has the words, nor nearly.</summary>
    public static Answer Missing(Evidence evidence) => Refusal.Of(evidence) with
    {
        Reason = "None of my stories has these words, nor a quotation near to them.",
        Stock = evidence.Searched,
    };

    private static string HeadingOf(Question question, QuotationMatch match)
    {
        var story = StoryOf(match.Story.Article);
        var speaker = match.Statement?.Speaker;
        var other = speaker is not null && IsSomebodyElse(question, speaker, match) ? $"That was not {question.Speaker}. " : "";
        return other + (speaker, match.IsQuoted, match.IsExact) switch
        {
            ({ } name, true, true) => $"{name} said this word for word, as {story} quotes it:",
            ({ } name, true, false) => $"Not in these words. What {name} said, as {story} quotes it:",
            ({ } name, false, true) => $"These are not the own words of {name}, but those in which {story} reports them:",
            ({ } name, false, false) => $"Not in these words. How {story} reports those of {name}:",
            (null, true, true) => $"These words are quoted in {story}, but I cannot tell whose they are:",
            (null, true, false) => $"Not in these words. What {story} quotes, though I cannot tell whom:",
            (null, false, true) => $"These are the words of {story} itself, and no quotation:",
            (null, false, false) => $"Not in these words, and no quotation. The words of {story} itself:",
        };
    }

    private static bool IsSomebodyElse(Question question, string name, QuotationMatch match) =>
        question.Speaker is { } asked && !SpeakerName.AreSame(name, asked) && !Office.Of(name, match.Story.Article.Body).IsAskedForBy(asked);

    private static string StoryOf(Article article) => article.Published is null ? "a story" : $"a story of {Dates.Spoken(article.Published)}";
}
