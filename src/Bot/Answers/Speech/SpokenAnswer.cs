using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>
/// Answers what somebody said from the ledger of statements: only what the stories attribute to that person, so that a statement about
/// somebody is never given as one by them.
/// </summary>
internal static class SpokenAnswer
{
    private const int MaxStatements = 4;
    private const int MaxSentences = 6;
    private const int NearTheTop = 8;
    private const double SureEnough = 0.5;

    // As many lines as one reads.
    private const int MaxInTimeline = 12;

    // From this share of the topic's words on, a statement is on the topic.
    private const double OnTopic = 0.5;

    // How far behind the best one's share of the topic others may be.
    private const double BesideTheBest = 0.5;

    /// <summary>Null when something else is asked, or no statement found is by that speaker and on that topic.</summary>
    public static Answer.Grounded? Of(Evidence evidence)
    {
        if (evidence.Question is not { Kind: QuestionKind.WhatWasSaid, Speaker: { } speaker })
        {
            return null;
        }

        var topic = Term.AllIn(evidence.Question.Topic ?? "").Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var all = SpokenStatement.AllIn(evidence, topic)
            .Where(spoken => spoken.IsBy(speaker))
            .DistinctBy(spoken => (spoken.Article.Id, spoken.Statement.FirstSentence))
            .ToList();

        // What is told in other words than the topic's is told by what is read as an answer.
        var onTopic = all.Where(spoken => spoken.Topic >= OnTopic).ToList();
        var candidates = onTopic.Count > 0 ? onTopic
            : topic.Count == 0 ? all
            : evidence.IsCovered ? all.Where(spoken => spoken.Rank < NearTheTop || spoken.Read >= SureEnough).ToList()
            : [];
        return candidates.Count == 0 ? null
            : evidence.Question.WantsTimeline ? Timeline(evidence.Question, candidates)
            : Ground(evidence.Question, Short(Unrepeated(Chosen(evidence.Question, candidates).SelectMany(spoken => WithNext(spoken, all)))));
    }

    /// <summary>Whether nothing but somebody's own words answers: what they said, and not how they reacted.</summary>
    public static bool AsksForWords(Question question) =>
        question is { Kind: QuestionKind.WhatWasSaid, Speaker: not null } && question.Text.StartsWith("what", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<SpokenStatement> Chosen(Question question, List<SpokenStatement> spoken)
    {
        var best = spoken.Where(statement => statement.Topic >= spoken.Max(other => other.Topic) - BesideTheBest);
        return Lead.AsksForLatest(question) ? best.OrderByDescending(statement => statement.Article.Published) : best;
    }

    /// <summary>A statement, and the quotation that the next sentence goes on with.</summary>
    private static IEnumerable<SpokenStatement> WithNext(SpokenStatement spoken, List<SpokenStatement> all) => all
        .Where(next => next.Article.Id == spoken.Article.Id && next.Statement.FirstSentence == spoken.Statement.LastSentence + 1
            && next.Statement.Type == StatementType.Direct && spoken.Statement.Type != StatementType.Direct)
        .Take(1)
        .Prepend(spoken);

    /// <summary>One of those that say the same in nearly the same words.</summary>
    private static IEnumerable<SpokenStatement> Unrepeated(IEnumerable<SpokenStatement> spoken)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return spoken.Where(statement => shown.Add(string.Join(' ', statement.Sentences.SelectMany(sentence => Term.AllIn(sentence.Text)).Select(term => term.Stem))));
    }

    private static List<SpokenStatement> Short(IEnumerable<SpokenStatement> spoken)
    {
        var chosen = new List<SpokenStatement>();
        foreach (var statement in spoken)
        {
            if (chosen.Count < MaxStatements && (chosen.Count == 0 || chosen.Append(statement).SelectMany(one => one.Places).Distinct().Count() <= MaxSentences))
            {
                chosen.Add(statement);
            }
        }

        return chosen;
    }

    private static Answer.Grounded Ground(Question question, List<SpokenStatement> spoken)
    {
        var answer = SpeechLines.Of(spoken.GroupBy(statement => statement.Article.Id).SelectMany(story => story.OrderBy(statement => statement.Statement.FirstSentence)));
        return answer with { Lead = Lead.Of(question, answer.Citations.Select(citation => citation.Article)) };
    }

    /// <summary>One line a statement, oldest first, each with the date of its story.</summary>
    private static Answer.Grounded Timeline(Question question, List<SpokenStatement> spoken)
    {
        var statements = Unrepeated(spoken.OrderByDescending(statement => statement.Topic).ThenBy(statement => statement.Rank)).ToList();
        var shown = statements.Take(MaxInTimeline)
            .OrderBy(statement => statement.Article.Published ?? DateTimeOffset.MaxValue).ThenBy(statement => statement.Article.Id.Value, StringComparer.Ordinal)
            .ThenBy(statement => statement.Statement.FirstSentence);
        var about = question.Topic is { } topic ? $" about {topic}" : "";
        var chosen = statements.Count > MaxInTimeline ? $" ({MaxInTimeline} of {statements.Count} statements)" : "";
        return SpeechLines.Of(shown, withDates: true) with { Heading = $"What {question.Speaker} said{about}, oldest first{chosen}:" };
    }
}
