using System.Globalization;
using System.Runtime.CompilerServices;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Evaluation.Data;

/// <summary>Questions with candidate sentences from many stories, some of which answer (TrecQA): each candidate is a story of its own.</summary>
internal static class CandidateQuestions
{
    public static async IAsyncEnumerable<(JudgedQuestion Judged, int Candidates, bool HasBothLabels)> AskAsync(
        EvaluationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl"))
        {
            var stories = question.Candidates.Index()
                .Select(candidate => new Article(Id(candidate.Index), "", null, null, null, null, candidate.Item.Text));
            using var pipeline = await Pipeline.OpenAsync(
                stories, new RetrievalOptions { CandidateChunks = 1000, RankedChunks = 1000 }, cancellationToken);
            var evidence = await pipeline.AskAsync(question.Question, askedAt: null, cancellationToken);
            var judged = JudgedQuestion.Judge(
                question.Id, question.Id, evidence, isAnswerable: true, scored => question.Candidates[Index(scored.Article.Id)].Label == 1);
            yield return (judged, question.Candidates.Count, question.Candidates.Select(candidate => candidate.Label).Distinct().Count() == 2);
        }
    }

    public static int Index(ArticleId id) => int.Parse(id.Value, CultureInfo.InvariantCulture);

    private static ArticleId Id(int index) => new(index.ToString("D6", CultureInfo.InvariantCulture));

    private sealed record GoldQuestion(string Id, string Question, IReadOnlyList<Candidate> Candidates);

    private sealed record Candidate(string Text, int Label);
}
