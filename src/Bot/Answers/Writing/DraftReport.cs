using System.Diagnostics;
using NewsBot.Answers.Drafts;
using NewsBot.LanguageModel;

namespace NewsBot.Answers.Writing;

/// <summary>What became of what a model wrote, for those who want to know why an answer is what it is. It holds none of its words.</summary>
public sealed class DraftReport
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly List<DropReason> dropped = [];
    private TimeSpan? elapsed;

    /// <summary>How many sentences passed.</summary>
    public int Kept { get; private set; }

    /// <summary>Why the others did not, in their order.</summary>
    public IReadOnlyList<DropReason> Dropped => dropped;

    /// <summary>What went wrong; null: nothing.</summary>
    public ModelFault? Fault { get; internal set; }

    /// <summary>Whether the model said that the stories do not answer the question.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>From the question to the model until the first sentence that passed; null when none did.</summary>
    public TimeSpan? First { get; private set; }

    /// <summary>From the question to the model until now, or until the end.</summary>
    public TimeSpan Elapsed => elapsed ?? Stopwatch.GetElapsedTime(started);

    /// <summary>Whether what passed is an answer: all came, and at least as many sentences passed as did not.</summary>
    public bool IsEnough => Fault is null && Kept > 0 && Kept >= dropped.Count;

    /// <summary>What the answer is made of, and why.</summary>
    public string Outcome => this switch
    {
        { IsDeclined: true } => "the model said that the stories do not answer this",
        { IsEnough: true } => "the model's sentences that passed the check",
        { Kept: > 0, Fault: { } fault } => $"the model's sentences that passed until it failed ({fault}), then the stories' own",
        { Kept: > 0 } => "too few of the model's sentences passed the check, so the stories' own follow them",
        { Fault: { } fault } => $"the model failed ({fault}), so the sentences are the stories' own",
        _ => "none of the model's sentences passed the check, so they are the stories' own",
    };

    internal int Sentences => Kept + dropped.Count;

    internal void Add(DraftVerdict verdict)
    {
        if (verdict is DraftVerdict.Dropped { Reason: var reason })
        {
            dropped.Add(reason);
            return;
        }

        Kept++;
        First ??= Stopwatch.GetElapsedTime(started);
    }

    internal DraftReport Ended(bool declined)
    {
        (IsDeclined, elapsed) = (declined, Stopwatch.GetElapsedTime(started));
        return this;
    }
}
