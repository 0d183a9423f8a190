using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>
/// Answers what somebody said from the ledger of statements: only what the stories attribute to that person, so that a statement about
/// somebody is never given as one by them.
/// </summary>
internal static class SpokenAnswer
{
    private const int MaxStatements = 4;
    private const int MaxSentences = 6;
    private const int NearTheTop = 8;

    // From this share of the topic's words on, a statement is on the topic.
    private const double OnTopic = 0.5;

    // What the sentence before tells counts less than the statement's own.
    private const double ShareOfBefore = 0.6;

    /// <summary>Null when something else is asked, or no statement found is by that speaker and on that topic.</summary>
    public static Answer.Grounded? Of(Evidence evidence)
    {
        if (evidence.Question is not { Kind: QuestionKind.WhatWasSaid, Speaker: { } speaker })
        {
            return null;
        }

        var topic = Term.AllIn(evidence.Question.Topic ?? "").Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var stories = evidence.Sentences.DistinctBy(scored => scored.Article.Id).ToList();
        var ranks = evidence.Sentences.Select((scored, rank) => (Place: (scored.Article.Id, scored.Sentence.Ordinal), rank)).ToDictionary(pair => pair.Place, pair => pair.rank);
        var all = stories
            .SelectMany(story => By(speaker, story))
            .Select(statement => statement with
            {
                Topic = OnTopicOf(statement, topic),
                Rank = statement.Ordinals.Min(ordinal => ranks.GetValueOrDefault((statement.Story.Article.Id, ordinal), int.MaxValue)),
            })
            .OrderBy(statement => statement.Rank).ThenByDescending(statement => statement.Topic)
            .DistinctBy(statement => (statement.Story.Article.Id, statement.Statement.FirstSentence))
            .ToList();

        // What is told in other words than the topic's is told by what ranks high.
        var onTopic = all.Where(statement => statement.Topic >= OnTopic).ToList();
        var spoken = onTopic.Count > 0 ? onTopic
            : evidence.IsCovered || topic.Count == 0 ? all.Where(statement => statement.Rank < NearTheTop).OrderBy(statement => statement.Rank).ToList()
            : [];
        return spoken.Count == 0 ? null : Ground(evidence.Question, Short(Unrepeated(Chosen(evidence.Question, spoken).SelectMany(statement => WithNext(statement, all)))));
    }

    /// <summary>Whether nothing but somebody's own words answers: what they said, and not how they reacted.</summary>
    public static bool AsksForWords(Question question) =>
        question is { Kind: QuestionKind.WhatWasSaid, Speaker: not null } && question.Text.StartsWith("what", StringComparison.OrdinalIgnoreCase);

    /// <summary>A statement, and the quotation that the next sentence goes on with.</summary>
    private static IEnumerable<Spoken> WithNext(Spoken spoken, List<Spoken> all) => all
        .Where(next => next.Story.Article.Id == spoken.Story.Article.Id && next.Statement.FirstSentence == spoken.Statement.LastSentence + 1
            && next.Statement.Type == StatementType.Direct && spoken.Statement.Type != StatementType.Direct)
        .Take(1)
        .Prepend(spoken);

    /// <summary>Whether a sentence gives what others say, and nothing that the one says whose words are asked for.</summary>
    public static bool IsByOthers(Question question, ScoredSentence scored)
    {
        if (question is not { Kind: QuestionKind.WhatWasSaid, Speaker: { } speaker })
        {
            return false;
        }

        var speakers = scored.Statements
            .Where(statement => statement.FirstSentence <= scored.Sentence.Ordinal && statement.LastSentence >= scored.Sentence.Ordinal)
            .Select(statement => statement.Speaker).ToList();
        return speakers.Count > 0 && speakers.TrueForAll(name => name is not null && !IsCalled(speaker, name, scored));
    }

    /// <summary>Who alone says something in a sentence, or null.</summary>
    public static string? OnlySpeakerOf(ScoredSentence story, int ordinal)
    {
        var speakers = story.Statements
            .Where(statement => statement.FirstSentence <= ordinal && statement.LastSentence >= ordinal && !statement.IsDenied)
            .Select(statement => statement.Speaker).Distinct(StringComparer.Ordinal).ToList();
        return speakers is [{ } only] ? only : null;
    }

    private static IEnumerable<Spoken> By(string speaker, ScoredSentence story) => story.Statements
        .Where(statement => statement.Speaker is { } name && IsCalled(speaker, name, story) && statement.LastSentence < story.Story.Count)
        .Select(statement => new Spoken(story, statement, 0, int.MaxValue));

    // By the name, or by the office in which the story introduces them: the Russian foreign minister.
    private static bool IsCalled(string speaker, string name, ScoredSentence story) =>
        speaker.Split(" and ").Any(one => SpeakerName.AreSame(name, one) || Office.Of(name, story.Article.Body).IsMeantBy(one));

    private static double OnTopicOf(Spoken spoken, HashSet<string> topic)
    {
        if (topic.Count == 0)
        {
            return 0;
        }

        var own = spoken.Statement.Content.SelectMany(span => Term.AllIn(spoken.Story.Article.Body[span.Start..span.End])).Select(term => term.Stem);
        var said = topic.Intersect(own, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var around = spoken.Sentences.Select(sentence => sentence.Text)
            .Append(spoken.Statement.FirstSentence > 0 ? spoken.Story.Story[spoken.Statement.FirstSentence - 1].Text : "")
            .SelectMany(Term.AllIn).Select(term => term.Stem);
        var told = topic.Intersect(around, StringComparer.Ordinal).Except(said, StringComparer.Ordinal).Count();
        return (said.Count + (ShareOfBefore * told)) / topic.Count;
    }

    private static IEnumerable<Spoken> Chosen(Question question, List<Spoken> spoken)
    {
        var best = spoken.Where(statement => statement.Topic >= spoken.Max(other => other.Topic) - 0.5).ToList();
        return Lead.AsksForLatest(question) ? best.OrderByDescending(statement => statement.Story.Article.Published) : best;
    }

    /// <summary>One of those that say the same in nearly the same words.</summary>
    private static IEnumerable<Spoken> Unrepeated(IEnumerable<Spoken> spoken)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return spoken.Where(statement => shown.Add(string.Join(' ', statement.Sentences.SelectMany(sentence => Term.AllIn(sentence.Text)).Select(term => term.Stem))));
    }

    private static List<Spoken> Short(IEnumerable<Spoken> spoken)
    {
        var chosen = new List<Spoken>();
        foreach (var statement in spoken)
        {
            if (chosen.Count < MaxStatements && (chosen.Count == 0 || chosen.Append(statement).SelectMany(Places).Distinct().Count() <= MaxSentences))
            {
                chosen.Add(statement);
            }
        }

        return chosen;
    }

    private static IEnumerable<(ArticleId, int)> Places(Spoken spoken) => spoken.Ordinals.Select(ordinal => (spoken.Story.Article.Id, ordinal));

    private static Answer.Grounded Ground(Question question, List<Spoken> spoken)
    {
        var sentences = spoken
            .GroupBy(statement => statement.Story.Article.Id)
            .SelectMany(story => story.OrderBy(statement => statement.Statement.FirstSentence))
            .SelectMany(statement => statement.Sentences.Select(sentence => (statement.Story.Article, Sentence: sentence, statement.Statement)))
            .DistinctBy(shown => (shown.Article.Id, shown.Sentence.Ordinal))
            .ToList();
        return new Answer.Grounded(
            sentences.Select((shown, index) => new AnswerSentence(shown.Sentence.Text, [index + 1]) { Said = new Said(shown.Statement.Speaker!, shown.Statement.Type) }).ToList(),
            sentences.Select((shown, index) => new Citation(index + 1, shown.Article, shown.Sentence) { Speaker = shown.Statement.Speaker }).ToList())
        {
            Lead = Lead.Of(question, sentences.Select(shown => shown.Article)),
        };
    }

    /// <summary>A statement with its story.</summary>
    /// <param name="Topic">How much of the topic it is about: 0 to 1.</param>
    /// <param name="Rank">Of its best sentence, from 0.</param>
    private sealed record Spoken(ScoredSentence Story, Statement Statement, double Topic, int Rank)
    {
        public IEnumerable<int> Ordinals => Enumerable.Range(Statement.FirstSentence, Statement.LastSentence - Statement.FirstSentence + 1);

        public IEnumerable<Sentence> Sentences => Ordinals.Select(ordinal => Story.Story[ordinal]);
    }
}
