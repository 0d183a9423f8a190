using System.Text.Json.Serialization;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Evaluation.Data;

/// <summary>Stories in which annotators have marked who says what (PolNeAR).</summary>
internal static class AnnotatedStories
{
    public static IEnumerable<AnnotatedStory> In(EvaluationRun run)
    {
        var statements = run.ReadAll<GoldQuote>("quotes.jsonl").ToLookup(quote => quote.ArticleId, StringComparer.Ordinal);
        return run.Read<GoldArticle>("articles.jsonl").Select(article => new AnnotatedStory(
            article.Id, article.Text, statements[article.Id].Select(quote => quote.In(new CodePoints(article.Text))).ToList()));
    }

    private sealed record GoldArticle(string Id, string Text);

    private sealed record GoldSpan(int Start, int End);

    private sealed record GoldQuote(
        [property: JsonPropertyName("article_id")] string ArticleId, string Type, IReadOnlyList<GoldSpan> Content, IReadOnlyList<GoldSpan> Speaker)
    {
        public AnnotatedStatement In(CodePoints text) => new(Type, Content.Select(text.SpanOf).ToList(), Speaker.Select(text.SpanOf).ToList());
    }

    // The data counts code points; offsets in .NET count UTF-16 units.
    private sealed class CodePoints(string text)
    {
        private readonly List<int> offsets = [.. OffsetsIn(text)];

        public TextSpan SpanOf(GoldSpan span) => new(offsets[span.Start], offsets[span.End]);

        private static IEnumerable<int> OffsetsIn(string text)
        {
            var offset = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                yield return offset;
                offset += rune.Utf16SequenceLength;
            }

            yield return offset;
        }
    }
}

/// <param name="Body">In which the offsets count UTF-16 units.</param>
internal sealed record AnnotatedStory(string Id, string Body, IReadOnlyList<AnnotatedStatement> Statements);

/// <param name="Type">direct, indirect or mixed.</param>
/// <param name="Speaker">Empty when the story names nobody.</param>
internal sealed record AnnotatedStatement(string Type, IReadOnlyList<TextSpan> Content, IReadOnlyList<TextSpan> Speaker);
