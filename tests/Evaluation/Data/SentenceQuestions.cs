using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Evaluation.Data;

/// <summary>
/// Questions about sentences of many stories: XQuAD, where the answer's offset tells the sentence of an article, or QAMR and SQuAD, where
/// every sentence is a story of its own.
/// </summary>
internal static class SentenceQuestions
{
    public static async IAsyncEnumerable<JudgedQuestion> AskAsync(
        EvaluationRun run, RetrievalOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var pipeline = await run.IndexAsync(run.Has("articles.jsonl") ? "articles.jsonl" : "sentences.jsonl", options, cancellationToken);
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl"))
        {
            var evidence = await pipeline.AskAsync(question.Question, askedAt: null, cancellationToken);
            yield return JudgedQuestion.Judge(question.Id, question.Unit ?? question.Block ?? question.Id, evidence, isAnswerable: true, scored =>
                question.SentenceIds?.Contains(scored.Article.Id.Value)
                ?? (scored.Article.Id.Value == question.ArticleId
                    && question.Answers!.Any(answer => answer.Start >= scored.Sentence.Start && answer.Start < scored.Sentence.End)));
        }
    }

    /// <summary>
    /// Each question twice: among half of the articles with the one that answers, and among the other half, where others on its topic are.
    /// </summary>
    public static async IAsyncEnumerable<JudgedQuestion> AskHalvesAsync(
        EvaluationRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var articles = new List<Article>();
        await foreach (var reading in ArticleReader.ReadAsync([run.PathOf("articles.jsonl")], cancellationToken))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                articles.Add(article);
            }
        }

        for (var half = 0; half < 2; half++)
        {
            var those = articles.Where((_, index) => index % 2 == half).ToList();
            using var pipeline = await Pipeline.OpenAsync(those, Pipeline.UsualOptions, cancellationToken);
            foreach (var question in run.Read<GoldQuestion>("questions.jsonl"))
            {
                var evidence = await pipeline.AskAsync(question.Question, askedAt: null, cancellationToken);
                var isAnswerable = those.Exists(article => article.Id.Value == question.ArticleId);
                yield return JudgedQuestion.Judge(question.Id, question.Unit ?? question.Id, evidence, isAnswerable, scored => scored.Article.Id.Value == question.ArticleId);
            }
        }
    }

    private sealed record GoldQuestion(
        string Id,
        string Question,
        string? Unit,
        string? Block,
        [property: JsonConverter(typeof(GoldAnswers))] IReadOnlyList<GoldAnswer>? Answers,
        [property: JsonPropertyName("article_id")] string? ArticleId,
        [property: JsonPropertyName("evidence_sentence_ids")] IReadOnlyList<string>? SentenceIds);

    internal sealed record GoldAnswer(string Text, int Start);

    /// <summary>QAMR's answers are words without offsets, and are not needed.</summary>
    private sealed class GoldAnswers : JsonConverter<IReadOnlyList<GoldAnswer>>
    {
        public override IReadOnlyList<GoldAnswer> Read(
            ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options)
        {
            using var json = System.Text.Json.JsonDocument.ParseValue(ref reader);
            return json.RootElement.EnumerateArray()
                .Where(answer => answer.ValueKind == System.Text.Json.JsonValueKind.Object)
                .Select(answer => new GoldAnswer(answer.GetProperty("text").GetString()!, answer.GetProperty("start").GetInt32()))
                .ToList();
        }

        public override void Write(
            System.Text.Json.Utf8JsonWriter writer, IReadOnlyList<GoldAnswer> value, System.Text.Json.JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
