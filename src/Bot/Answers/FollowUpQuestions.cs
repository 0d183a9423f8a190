using Microsoft.Extensions.Caching.Memory;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>Questions to go on with after an answer. Each was asked and answered before it is shown.</summary>
public sealed class FollowUpQuestions(QuestionAnswerer answerer) : IDisposable
{
    private const int MostTried = 4;
    private const int MostRemembered = 10_000;

    // Many people come by the same questions; stories that are added meanwhile may answer more of them.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly MemoryCache answerable = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>So many, or fewer when the stories answer no more.</summary>
    public async Task<IReadOnlyList<string>> AfterAsync(Reply reply, int count, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var questions = new List<string>();
        foreach (var question in Candidates(reply).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTried))
        {
            if (questions.Count < count && await IsAnsweredAsync(question, askedAt, cancellationToken))
            {
                questions.Add(question);
            }
        }

        return questions;
    }

    public void Dispose() => answerable.Dispose();

    // What “yesterday” in a topic is depends on the day.
    private async Task<bool> IsAnsweredAsync(string question, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var key = (question, askedAt?.Date);
        if (!answerable.TryGetValue(key, out bool isAnswered))
        {
            isAnswered = (await answerer.AnswerAsync(question, askedAt, cancellationToken)).Answer is Answer.Grounded;
            answerable.Set(key, isAnswered, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }

        return isAnswered;
    }

    /// <summary>What others say of the same, what the same person says over time, and who agrees.</summary>
    private static IEnumerable<string> Candidates(Reply reply)
    {
        if (reply is not { Answer: Answer.Grounded answer, Evidence: { } evidence, Question: { } question } || TopicOf(answer, evidence, question) is not { } topic)
        {
            yield break;
        }

        var shown = answer.Citations.Select(citation => citation.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var main = question.Speaker ?? (shown is [var first, ..] ? first : null);
        if (main is not null && question.Kind == QuestionKind.WhatWasSaid && !question.WantsTimeline)
        {
            yield return $"What has {main} said about {topic} over time?";
        }

        foreach (var other in OthersOn(topic, evidence).Where(name => main is null || !SpeakerName.AreSame(name, main)))
        {
            yield return $"What did {other} say about {topic}?";
        }

        if (main is not null && question.Kind != QuestionKind.WhoAgrees)
        {
            yield return $"Who agrees with {main} about {topic}?";
        }
    }

    // As typed, or else whom the answer is about.
    private static string? TopicOf(Answer.Grounded answer, Evidence evidence, Question question) =>
        question.Topic is { Length: <= 40 } topic && question.Kind is QuestionKind.WhatWasSaid or QuestionKind.WhoAgrees ? question.Topic
        : evidence.Sentences.Where(scored => answer.Citations.Any(citation => citation.Article.Id == scored.Article.Id))
            .DistinctBy(scored => scored.Article.Id)
            .Select(scored => StoryPeople.Of(scored.Story).LastNamedIn(string.Join(' ', answer.Citations.Where(citation => citation.Article.Id == scored.Article.Id).Select(citation => citation.Sentence.Text))))
            .FirstOrDefault(name => name is not null);

    private static IEnumerable<string> OthersOn(string topic, Evidence evidence)
    {
        var stems = Term.AllIn(topic).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return evidence.Sentences.DistinctBy(scored => scored.Article.Id)
            .SelectMany(scored => scored.Statements
                .Where(statement => statement is { IsDenied: false, Speaker: { } speaker } && speaker.Contains(' ', StringComparison.Ordinal) && !SpeakerName.AreSame(speaker, topic)
                    && statement.Content.SelectMany(span => Term.AllIn(scored.Article.Body[span.Start..span.End])).Any(term => stems.Contains(term.Stem)))
                .Select(statement => statement.Speaker!))
            .GroupBy(speaker => speaker, StringComparer.Ordinal)
            .OrderByDescending(speaker => speaker.Count())
            .Select(speaker => speaker.Key);
    }
}
