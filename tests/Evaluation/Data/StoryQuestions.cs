using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using NewsBot.Answers;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Evaluation.Data;

/// <summary>
/// Questions as people type them on stories of our own (train/news), each story indexed alone: those groups that the reader was not trained with, by
/// the rule that tests/Training keeps them apart with.
/// </summary>
internal static class StoryQuestions
{
    public static async IAsyncEnumerable<(JudgedQuestion Judged, Answer Answer, IReadOnlyList<string> Right)> AskAsync(
        EvaluationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var story in run.ReadAllOf<Story>("*.jsonl").Where(story => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(story.Unit)) % 10 == 0))
        {
            var sentences = story.Paragraphs.SelectMany(paragraph => paragraph).ToList();
            var body = string.Join("\n\n", story.Paragraphs.Select(paragraph => string.Join(' ', paragraph)));
            var article = new Article(new ArticleId(story.Id), story.Title, story.Outlet, null, DateTimeOffset.Parse(story.Date, null), null, body);
            using var pipeline = await Pipeline.OpenAsync([article], Pipeline.UsualOptions, cancellationToken);
            foreach (var (index, question) in story.Questions.Index())
            {
                var right = question.Answers.Select(answer => sentences[answer]).ToList();
                var reply = await pipeline.Answerer.AnswerAsync(question.Q, article.Published!.Value.AddDays(1), cancellationToken);
                if (reply.Evidence is { } evidence)
                {
                    var judged = JudgedQuestion.Judge($"{story.Id}-{index}", story.Unit, evidence, right.Count > 0, scored => right.Exists(sentence => Same(sentence, scored.Sentence.Text)));
                    yield return (judged, reply.Answer, right);
                }
            }
        }
    }

    /// <summary>The product may cut sentences otherwise than whoever wrote them down.</summary>
    public static bool Same(string written, string cut) => written.Contains(cut, StringComparison.Ordinal) || cut.Contains(written, StringComparison.Ordinal);

    private sealed record Story(
        string Id, string? Group, string Date, string Title, string Outlet, IReadOnlyList<IReadOnlyList<string>> Paragraphs, IReadOnlyList<Question> Questions)
    {
        public string Unit => Group ?? Id;
    }

    private sealed record Question(string Q, string Kind, IReadOnlyList<int> Answers);
}
