using System.Diagnostics;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>The read journey: from what somebody typed to what the bot says.</summary>
public sealed class QuestionAnswerer(Retriever retriever, IArticleIndex index, TimeProvider time)
{
    /// <summary>Longer than any question; what is longer is a pasted text.</summary>
    public const int MaxQuestionLength = 1000;

    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async Task<Reply> AnswerAsync(string utterance, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        // 1. Understand the question.
        var started = Stopwatch.GetTimestamp();
        if (utterance.Length > MaxQuestionLength)
        {
            return new Reply(utterance, TooLong(utterance), Timings.Since(started));
        }

        var outlets = await index.GetOutletsAsync(cancellationToken);
        var question = QuestionParser.Parse(utterance, new AskingContext(askedAt ?? time.GetLocalNow(), outlets));
        if (question.Terms.Count == 0)
        {
            return new Reply(question.Text, NothingToLookUp, Timings.Since(started));
        }

        var understood = Stopwatch.GetTimestamp();

        // 2. Retrieve the sentences that may answer it.
        var evidence = await retriever.RetrieveAsync(question, cancellationToken);
        var retrieved = Stopwatch.GetTimestamp();

        // 3. Answer from them, and show only what the stories carry.
        var answer = ExtractiveAnswerer.Answer(evidence);
        var verified = answer is Answer.Grounded grounded
            ? AnswerVerifier.KeepSupported(grounded) ?? (Answer)new Answer.NotCovered([], [])
            : answer;
        return new Reply(question.Text, verified, Timings.Since(started, understood, retrieved));
    }

    private static readonly Answer.Clarify NothingToLookUp = new(
        "Please ask about something in the news, for example: What did Lavrov say about Assad?");

    private static Answer.Clarify TooLong(string utterance) => new(
        $"That question has {utterance.Length:N0} characters; please ask it in at most {MaxQuestionLength:N0}.");
}

/// <summary>An answer with the question it belongs to.</summary>
/// <param name="Standalone">The question as it was understood, so that it makes sense without the conversation before it.</param>
public sealed record Reply(string Standalone, Answer Answer, Timings Timings);

/// <summary>How long each part took.</summary>
public sealed record Timings(TimeSpan Understand, TimeSpan Retrieve, TimeSpan Answer)
{
    public TimeSpan Total => Understand + Retrieve + Answer;

    /// <param name="started">Timestamps of <see cref="Stopwatch"/>, as all here.</param>
    public static Timings Since(long started) => new(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.Zero);

    public static Timings Since(long started, long understood, long retrieved) => new(
        Stopwatch.GetElapsedTime(started, understood), Stopwatch.GetElapsedTime(understood, retrieved), Stopwatch.GetElapsedTime(retrieved));
}
