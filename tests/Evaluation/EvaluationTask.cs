using NewsBot.Evaluation.Fitting;

namespace NewsBot.Evaluation;

/// <summary>The tasks by the names that they have on the command line.</summary>
internal static class EvaluationTask
{
    public delegate Task<IReadOnlyDictionary<string, double>> Score(EvaluationRun run, CancellationToken cancellationToken);

    public static IReadOnlyDictionary<string, Score> All { get; } = new Dictionary<string, Score>(StringComparer.Ordinal)
    {
        ["sentences"] = SentencesTask.RunAsync,
        ["articles"] = ArticlesTask.RunAsync,
        ["selection"] = SelectionTask.RunAsync,
        ["refusal"] = RefusalTask.RunAsync,
        ["stories"] = StoriesTask.RunAsync,
        ["statements"] = StatementsTask.RunAsync,
        ["questions"] = QuestionsTask.RunAsync,
        ["answers"] = AnswersTask.RunAsync,
        ["followups"] = FollowUpsTask.RunAsync,
        ["extraction"] = ExtractionTask.RunAsync,
        ["floors"] = FloorsTask.RunAsync,
        ["fit"] = FitTask.RunAsync,
        ["fit-read"] = FitTask.RunReadAsync,
        ["fit-confidence"] = FitTask.RunConfidenceAsync,
    };

    /// <summary>Whether the task reads a data set that is not in the repository.</summary>
    public static bool NeedsData(string name) => name is not ("questions" or "answers");
}
