using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsBot.Answers;
using NewsBot.Jobs;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Search;

namespace NewsBot.Commands;

/// <summary>An answer as one line of JSON, for other programs.</summary>
/// <param name="Possible">Whether it is not sure that this answers; left out where it is.</param>
internal sealed record AnswerLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Question,
    string Standalone,
    string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Possible,
    string Answer,
    IReadOnlyList<SentenceLine> Sentences,
    IReadOnlyList<CitationLine> Citations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CitationLine>? Nearest,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CoverageLine? Coverage,
    string Mode,
    TimingsLine Milliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplainLine? Explain)
{
    public static AnswerLine From(string? id, string question, Reply reply, bool explain)
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
            reply.Answer is Answer.Grounded { IsPossible: true },
            AnswerText.Of(reply.Answer),
            sentences.Select(sentence => new SentenceLine(sentence.Text, sentence.Citations, sentence.Span is { } span ? new SpanLine(span.Start, span.End) : null)).ToList(),
            citations.Select(CitationLine.From).ToList(),
            nearest?.Select(CitationLine.From).ToList(),
            reply.Answer is Answer.NotCovered declined ? CoverageLine.From(declined.Searched) : null,
            reply.Mode == AnswerMode.Model ? "model" : "extractive",
            TimingsLine.From(reply.Timings),
            explain ? ExplainLine.From(reply) : null);
    }
}

/// <param name="AnswerSpan">Where in the text the answer itself stands.</param>
internal sealed record SentenceLine(
    string Text, IReadOnlyList<int> Citations, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SpanLine? AnswerSpan);

/// <summary>A part of a text in UTF-16 units, end exclusive.</summary>
internal sealed record SpanLine(int Start, int End);

/// <param name="Sentence">Verbatim.</param>
/// <param name="Ordinal">Of the sentence in its article, from 0.</param>
/// <param name="Start">Offset of the sentence's first UTF-16 unit in the article's body.</param>
/// <param name="End">Offset after its last UTF-16 unit.</param>
/// <param name="Speaker">Who says it, where that is known.</param>
/// <param name="AlsoIn">Stories of other outlets that say the same.</param>
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
    string? Speaker,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StoryLine>? AlsoIn)
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
        citation.Speaker,
        citation.AlsoIn.Count > 0 ? citation.AlsoIn.Select(StoryLine.From).ToList() : null);
}

internal sealed record StoryLine(string ArticleId, string Title, string? Source, string? Date, string? Url)
{
    public static StoryLine From(Article article) =>
        new(article.Id.Value, article.Title, article.Source, Dates.Iso(article.Published), article.Url?.AbsoluteUri);
}

/// <summary>Which stories were searched in vain.</summary>
/// <param name="Mentions">In how many of them each name of the question occurs.</param>
internal sealed record CoverageLine(long Stories, string? Oldest, string? Newest, IReadOnlyList<MentionLine> Mentions)
{
    public static CoverageLine From(SearchedStories searched) => new(
        searched.Stories,
        Dates.Iso(searched.Oldest),
        Dates.Iso(searched.Newest),
        searched.Mentions.Select(mention => new MentionLine(mention.Name.Text, mention.Stories)).ToList());
}

internal sealed record MentionLine(string Name, long Stories);

internal sealed record TimingsLine(double Understand, double Retrieve, double Answer, double Total)
{
    public static TimingsLine From(Timings timings) =>
        new(Round(timings.Understand), Round(timings.Retrieve), Round(timings.Answer), Round(timings.Total));

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

/// <summary>A line of <c>ask --questions</c>.</summary>
/// <param name="History">What was asked before in the conversation, oldest first; null: nothing.</param>
/// <param name="AskedAt">The asker's clock; null: this machine's.</param>
internal sealed record QuestionLine(JsonElement? Id, string? Question, IReadOnlyList<string>? History, DateTimeOffset? AskedAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(QuestionLine))]
[JsonSerializable(typeof(StatementsLine))]
[JsonSerializable(typeof(StatusLine))]
[JsonSerializable(typeof(DiagnosisLine))]
[JsonSerializable(typeof(IndexingCounts))]
[JsonSerializable(typeof(RolledBack))]
[JsonSerializable(typeof(TeamsAppLine))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    private static CommandJson? readable;

    /// <summary>For a terminal or a file, never for a page: quotation marks stay readable, control characters are escaped all the same.</summary>
    public static CommandJson Readable =>
        readable ??= new CommandJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
