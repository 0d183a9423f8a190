using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NewsBot.Evaluation.Data;

/// <summary>Sentences that a language model might draft on the sample stories.</summary>
internal static class SampleDrafts
{
    /// <summary>Those that must not be shown as they are.</summary>
    public static IReadOnlyList<SampleDraft> ReadAdversarial(EvaluationRun run) => Read(run, "adversarial.jsonl");

    /// <summary>Those that tell faithfully, in other words, what their sources say.</summary>
    public static IReadOnlyList<SampleDraft> ReadFaithful(EvaluationRun run) => Read(run, "faithful.jsonl");

    private static List<SampleDraft> Read(EvaluationRun run, string file) =>
        run.ReadFrom<SampleDraft>(Path.Combine(Repository.Root, "tests", "Evaluation", "drafts", file)).ToList();
}

/// <summary>A drafted sentence with the sentences that were given to the model, numbered from 1 in their order.</summary>
/// <param name="Kind">What is wrong with it, or hard about it.</param>
internal sealed record SampleDraft(string Id, string Kind, string Draft, IReadOnlyList<SentencePlace> Evidence)
{
    /// <summary>What may be shown in its place: true sentences.</summary>
    public IReadOnlyList<string> MayShow { get; init; } = [];

    /// <summary>What the model wrote before it, newest last.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Two in three, the same on every machine and however many drafts are added; of the others whoever works on the rules sees figures only.</summary>
    public bool IsDev { get; } = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Id))) % 3 != 0;
}
