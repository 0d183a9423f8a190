using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Evaluation.Data;

/// <summary>Questions asked of one passage on their topic, which answers only half of them (ClapNQ).</summary>
internal static partial class PassageQuestions
{
    public static async IAsyncEnumerable<JudgedQuestion> AskAsync(EvaluationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl"))
        {
            var passage = new Article(new ArticleId(question.Id), question.Title, null, null, null, null, question.Passage);
            using var pipeline = await Pipeline.OpenAsync([passage], Pipeline.UsualOptions, cancellationToken);
            var evidence = await pipeline.AskAsync(question.Question, askedAt: null, cancellationToken);
            var gold = question.EvidenceSentences.Select(Words).ToList();
            yield return JudgedQuestion.Judge(
                question.Id, question.Id, evidence, question.IsAnswerable, scored => gold.Exists(sentence => Overlap(sentence, Words(scored.Sentence.Text))));
        }
    }

    // The data set cuts sentences by its own rules: one that lies within the other is the same.
    private static bool Overlap(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);

    private static string Words(string text) => $" {NoWord().Replace(text.ToLowerInvariant(), " ").Trim()} ";

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();

    private sealed record GoldQuestion(
        string Id,
        string Question,
        [property: JsonPropertyName("passage_title")] string Title,
        string Passage,
        [property: JsonPropertyName("evidence_sentences")] IReadOnlyList<string> EvidenceSentences,
        [property: JsonPropertyName("answerable")] bool IsAnswerable);
}
