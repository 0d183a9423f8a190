using NewsBot.Answers;
using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>Answers questions on stories that nothing was learnt from, each story alone: whether a sentence that answers is cited, and what is not told declined.</summary>
internal static class StoriesTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var asked = new List<(JudgedQuestion Judged, Answer Answer, bool IsCited)>();
        await foreach (var (judged, answer, right) in StoryQuestions.AskAsync(run, cancellationToken))
        {
            var citations = answer is Answer.Grounded grounded ? grounded.Citations : [];
            asked.Add((judged, answer, citations.Any(citation => right.Any(sentence => StoryQuestions.Same(sentence, citation.Sentence.Text)))));
            run.Predict(new { judged.Id, question = judged.Evidence.Question.Text, answered = answer is Answer.Grounded, cited = citations.Select(citation => citation.Sentence.Text), right, judged.Evidence.Confidence });
        }

        var answerable = asked.Where(one => one.Judged.IsAnswerable).ToList();
        var unanswerable = asked.Where(one => !one.Judged.IsAnswerable).ToList();
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["answerable"] = answerable.Count,
            ["unanswerable"] = unanswerable.Count,
            ["first"] = Scores.Share(answerable, one => one.Judged.FirstRight == 0),
            ["amongThree"] = Scores.Share(answerable, one => one.Judged.FirstRight is >= 0 and < 3),
            ["cited"] = Scores.Share(answerable, one => one.IsCited),
            ["wrongRefusals"] = Scores.Share(answerable, one => one.Answer is not Answer.Grounded),
            ["refusedWhenNotCovered"] = Scores.Share(unanswerable, one => one.Answer is not Answer.Grounded),
            ["auc"] = Scores.AreaUnderCurve(answerable.Select(one => one.Judged.Evidence.Confidence).ToList(), unanswerable.Select(one => one.Judged.Evidence.Confidence).ToList()),
        };
    }
}
