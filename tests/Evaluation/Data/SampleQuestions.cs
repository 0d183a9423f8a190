using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using NewsBot.Retrieval;

namespace NewsBot.Evaluation.Data;

/// <summary>Our own questions on the sample stories.</summary>
internal static class SampleQuestions
{
    public static IReadOnlyList<AskedQuestion> Read(EvaluationRun run) =>
        run.ReadFrom<AskedQuestion>(Path.Combine(Repository.Root, "tests", "Evaluation", "questions", "samples.jsonl")).ToList();

    /// <summary>Those of the dev part that are to be answered or declined.</summary>
    public static async IAsyncEnumerable<JudgedQuestion> AskAsync(
        EvaluationRun run, RetrievalOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var pipeline = await Pipeline.OpenAsync("samples", Repository.Samples, keepIndex: false, options, cancellationToken);
        foreach (var question in Read(run).Where(question => question.IsDev && question.Expect != Outcome.Clarify))
        {
            var evidence = await pipeline.AskAsync(question.Question, question.AskedAt, cancellationToken);
            yield return JudgedQuestion.Judge(
                question.Id, question.Id, evidence, question.Expect == Outcome.Answered, scored => question.AnyOf.Any(place => scored.Sentence.Text.Contains(place.Sentence ?? "", StringComparison.Ordinal)));
        }
    }
}

/// <summary>What is to come of a question.</summary>
internal enum Outcome
{
    Answered,
    NotCovered,
    Clarify,
}

/// <summary>A question with what whoever has read the stories expects of the answer.</summary>
internal sealed record AskedQuestion(string Id, string Kind, string Question, Outcome Expect, IReadOnlyList<SentencePlace> AnyOf)
{
    /// <summary>After all of the sample stories, unless the question is about a time that its own clock tells.</summary>
    public DateTimeOffset AskedAt { get; init; } = new(2014, 12, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What must not be cited.</summary>
    public IReadOnlyList<SentencePlace> NoneOf { get; init; } = [];

    /// <summary>What the reply must contain, in upper or lower case.</summary>
    public string? Says { get; init; }

    /// <summary>Seven in ten, the same on every machine and however many questions are added.</summary>
    public bool IsDev { get; } = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Id))) % 10 < 7;
}

/// <param name="ArticleId">Name of the story's file, without its extension.</param>
/// <param name="Sentence">Verbatim, whole or a part that tells it from others; null: any of the story.</param>
internal sealed record SentencePlace(string ArticleId, string? Sentence)
{
    public bool Covers(CitedSentence cited) => cited.ArticleId == ArticleId && cited.Sentence.Contains(Sentence ?? "", StringComparison.Ordinal);
}

