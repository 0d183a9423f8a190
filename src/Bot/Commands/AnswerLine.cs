using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsBot.Answers;

namespace NewsBot.Commands;

/// <summary>An answer as one line of JSON, for other programs.</summary>
internal sealed record AnswerLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Question,
    string Standalone,
    string Outcome,
    string Answer,
    IReadOnlyList<SentenceLine> Sentences,
    IReadOnlyList<CitationLine> Citations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CitationLine>? Nearest,
    string Mode,
    TimingsLine Milliseconds)
{
    public static AnswerLine From(string? id, string question, Reply reply)
    {
        var (outcome, sentences, citations, nearest) = reply.Answer switch
        {
            Answer.Grounded grounded => ("answered", grounded.Sentences, grounded.Citations, null),
            Answer.NotCovered notCovered => ("notCovered", [], [], notCovered.Nearest),
            _ => ("clarify", (IReadOnlyList<AnswerSentence>)[], (IReadOnlyList<Citation>)[], (IReadOnlyList<Citation>?)null),
        };
        return new AnswerLine(
            id,
            question,
            reply.Standalone,
            outcome,
            AnswerText.Of(reply.Answer),
            sentences.Select(sentence => new SentenceLine(sentence.Text, sentence.Citations)).ToList(),
            citations.Select(CitationLine.From).ToList(),
            nearest?.Select(CitationLine.From).ToList(),
            "extractive",
            TimingsLine.From(reply.Timings));
    }
}

internal sealed record SentenceLine(string Text, IReadOnlyList<int> Citations);

/// <param name="Sentence">Verbatim.</param>
/// <param name="Ordinal">Of the sentence in its article, from 0.</param>
/// <param name="Start">Offset of the sentence's first UTF-16 unit in the article's body.</param>
/// <param name="End">Offset after its last UTF-16 unit.</param>
/// <param name="Speaker">Who says it, where that is known.</param>
internal sealed record CitationLine(
    int N,
    string ArticleId,
    string Title,
    string? Source,
    string? Date,
    string? Url,
    string Sentence,
    int Ordinal,
    int Start,
    int End,
    string? Speaker)
{
    public static CitationLine From(Citation citation) => new(
        citation.Number,
        citation.Article.Id.Value,
        citation.Article.Title,
        citation.Article.Source,
        Dates.Iso(citation.Article.Published),
        citation.Article.Url?.AbsoluteUri,
        citation.Sentence.Text,
        citation.Sentence.Ordinal,
        citation.Sentence.Start,
        citation.Sentence.End,
        Speaker: null);
}

internal sealed record TimingsLine(double Understand, double Retrieve, double Answer, double Total)
{
    public static TimingsLine From(Timings timings) =>
        new(Round(timings.Understand), Round(timings.Retrieve), Round(timings.Answer), Round(timings.Total));

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

/// <summary>A line of <c>ask --questions</c>.</summary>
internal sealed record QuestionLine(JsonElement? Id, string? Question);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(QuestionLine))]
[JsonSerializable(typeof(StatusLine))]
[JsonSerializable(typeof(IndexingCounts))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    private static CommandJson? readable;

    /// <summary>For a terminal or a file, never for a page: quotation marks stay readable, control characters are escaped all the same.</summary>
    public static CommandJson Readable =>
        readable ??= new CommandJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
