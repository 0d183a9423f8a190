using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>Keeps what somebody claims a claim: who says what a sentence of a story tells.</summary>
internal static class Claims
{
    /// <summary>Whether a sentence gives what others say, and nothing that the one says whose words are asked for.</summary>
    public static bool AreByOthers(Question question, ScoredSentence scored)
    {
        if (question is not { Kind: QuestionKind.WhatWasSaid, Speaker: { } speaker })
        {
            return false;
        }

        var statements = In(scored, scored.Sentence.Ordinal);
        return statements.Count > 0
            && statements.TrueForAll(statement => statement.Speaker is not null && !new SpokenStatement(StoryOf(scored), statement, 0, 0).IsBy(speaker));
    }

    /// <summary>Whether somebody who is known says something in a sentence that has any word of the topic, or follows one that has.</summary>
    public static bool TouchOn(Question question, ScoredSentence scored) =>
        In(scored, scored.Sentence.Ordinal).Exists(IsByKnown)
        && (TopicOf(question) is { Count: 0 }
            || TermsAround(scored).Any(TopicOf(question).Contains));

    /// <summary>Whether somebody who is known does in a sentence just what is asked, such as to deny, and on the topic.</summary>
    public static bool AnswerTo(Question question, ScoredSentence scored)
    {
        var topic = TopicOf(question);
        return question.SpeechVerb is { } verb
            && In(scored, scored.Sentence.Ordinal).Exists(statement => IsByKnown(statement) && statement.Verb == verb)
            && (topic.Count == 0 || 2 * TermsAround(scored).Distinct(StringComparer.Ordinal).Count(topic.Contains) > topic.Count);
    }

    /// <summary>How much of the topic's words somebody who is known tells of in a sentence: 0 to 1.</summary>
    public static double TopicTold(Question question, ScoredSentence scored)
    {
        var topic = TopicOf(question);
        return topic.Count == 0 || !In(scored, scored.Sentence.Ordinal).Exists(IsByKnown)
            ? 0
            : topic.Intersect(Term.AllIn(scored.Sentence.Text).Select(term => term.Stem), StringComparer.Ordinal).Count() / (double)topic.Count;
    }

    /// <summary>Who alone says something in a sentence, or null.</summary>
    public static string? OnlySpeakerOf(ScoredSentence story, int ordinal) => OnlySpeakerIn(story.Statements, ordinal);

    /// <param name="story">All statements of the story.</param>
    /// <param name="ordinal">Of the sentence.</param>
    public static string? OnlySpeakerIn(IReadOnlyList<Statement> story, int ordinal)
    {
        var speakers = In(story, ordinal).Where(statement => !statement.IsDenied).Select(statement => statement.Speaker).Distinct(StringComparer.Ordinal).ToList();
        return speakers is [{ } only] ? only : null;
    }

    /// <summary>Whose statement a sentence gives that best fits the question; null when it gives nobody's who is known.</summary>
    public static Said? Answering(Question question, ScoredSentence story, int ordinal)
    {
        var asked = question.Terms.Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return In(story, ordinal).Where(IsByKnown)
            .OrderByDescending(statement => statement.Verb == question.SpeechVerb)
            .ThenByDescending(statement => statement.Content.SelectMany(span => Term.AllIn(story.Article.Body[span.Start..span.End])).Count(term => asked.Contains(term.Stem)))
            .FirstOrDefault() is { } best
            ? SaidOf(story, best)
            : null;
    }

    /// <summary>Whose words a sentence goes on with although it names nobody, as the second of two sentences that are quoted; null otherwise.</summary>
    public static Said? Continued(ScoredSentence story, Sentence sentence)
    {
        var statements = In(story, sentence.Ordinal);
        return statements is [var only] && IsByKnown(only) && only.Mention is { } mention && (mention.End <= sentence.Start || mention.Start >= sentence.End)
            ? SaidOf(story, only)
            : null;
    }

    // Of a sentence and the one before: Assad denies it.
    private static IEnumerable<string> TermsAround(ScoredSentence scored) =>
        new[] { scored.Sentence.Text, scored.Story.ElementAtOrDefault(scored.Sentence.Ordinal - 1)?.Text ?? "" }.SelectMany(Term.AllIn).Select(term => term.Stem);

    private static HashSet<string> TopicOf(Question question) => Term.AllIn(question.Topic ?? "").Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);

    private static bool IsByKnown(Statement statement) => statement is { Speaker: not null, IsDenied: false };

    private static Said SaidOf(ScoredSentence story, Statement statement) => new SpokenStatement(StoryOf(story), statement, 0, 0).Said;

    private static StoredArticle StoryOf(ScoredSentence scored) => new(scored.Article, scored.Story) { Statements = scored.Statements };

    private static List<Statement> In(ScoredSentence story, int ordinal) => In(story.Statements, ordinal);

    private static List<Statement> In(IReadOnlyList<Statement> story, int ordinal) =>
        story.Where(statement => statement.FirstSentence <= ordinal && statement.LastSentence >= ordinal).ToList();
}
