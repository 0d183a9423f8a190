using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using NewsBot.Retrieval;

namespace NewsBot.Evaluation.Data;

/// <summary>Questions of a news quiz, asked on a certain day, with the articles that answer (RealTimeQA).</summary>
internal static class NewsQuestions
{
    public static async IAsyncEnumerable<JudgedQuestion> AskAsync(
        EvaluationRun run, RetrievalOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var pipeline = await run.IndexAsync("articles.jsonl", options, cancellationToken);
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl").Where(question => question.GoldArticleIds is { Count: > 0 }))
        {
            var evidence = await pipeline.AskAsync(question.Question, AskedAt(question.Date), cancellationToken);
            yield return JudgedQuestion.Judge(
                question.Id, question.Id, evidence, isAnswerable: true, scored => question.GoldArticleIds!.Contains(scored.Article.Id.Value));
        }
    }

    // The end of the day on which the quiz came out.
    private static DateTimeOffset? AskedAt(string? date) =>
        DateOnly.TryParse(date, CultureInfo.InvariantCulture, out var day) ? new DateTimeOffset(day, new TimeOnly(23, 59), TimeSpan.Zero) : null;

    private sealed record GoldQuestion(
        string Id, string Question, string? Date, [property: JsonPropertyName("gold_article_ids")] IReadOnlyList<string>? GoldArticleIds);
}
