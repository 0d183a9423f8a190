using System.Text.Json;
using System.Text.Json.Serialization;
using NewsBot.Answers;
using NewsBot.Answers.Writing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Commands;

/// <summary>Why an answer is what it is: what was understood, and which sentences were in the running.</summary>
internal sealed record ExplainLine(UnderstoodLine? Question, double? Confidence, IReadOnlyList<CandidateLine> Candidates)
{
    /// <summary>What became of what a language model wrote; null when none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DraftLine? Draft { get; init; }

    private const int MaxCandidates = 20;

    public static ExplainLine From(Reply reply) => new(
        reply.Question is { } question ? UnderstoodLine.From(question) : null,
        reply.Evidence?.Confidence,
        (reply.Evidence?.Sentences ?? []).Take(MaxCandidates).Select(CandidateLine.From).ToList())
    {
        Draft = reply.Draft is { } draft ? DraftLine.From(draft) : null,
    };
}

/// <param name="Kept">How many of its sentences passed the check.</param>
/// <param name="Dropped">Why the others did not.</param>
/// <param name="First">Milliseconds until the first that passed.</param>
/// <param name="Total">Milliseconds in all.</param>
internal sealed record DraftLine(string Outcome, int Kept, IReadOnlyList<string> Dropped, string? Fault, double? First, double Total)
{
    public static DraftLine From(DraftReport draft) => new(
        draft.Outcome,
        draft.Kept,
        draft.Dropped.Select(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString())).ToList(),
        draft.Fault is { } fault ? JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()) : null,
        draft.First is { } first ? Math.Round(first.TotalMilliseconds, 1) : null,
        Math.Round(draft.Elapsed.TotalMilliseconds, 1));
}

internal sealed record UnderstoodLine(
    string Kind,
    string Expects,
    IReadOnlyList<string> Terms,
    IReadOnlyList<string> Names,
    string? Speaker,
    string? Topic,
    string? Quotation,
    string? Outlet,
    WindowLine? Window,
    bool WantsLatest)
{
    public static UnderstoodLine From(Question question) => new(
        Camel(question.Kind.ToString()),
        Camel(question.Expects.ToString()),
        question.Terms.Select(term => term.Word).ToList(),
        question.Names.Select(name => name.Text).ToList(),
        question.Speaker,
        question.Topic,
        question.Quotation,
        question.Outlet?.Name,
        question.Window is { } window ? new WindowLine(Dates.Iso(window.From), Dates.Iso(window.Until), window.Text) : null,
        question.WantsLatest);

    private static string Camel(string names) => string.Join(", ", names.Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName));
}

/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive.</param>
/// <param name="Text">As typed.</param>
internal sealed record WindowLine(string? From, string? Until, string Text);

internal sealed record CandidateLine(
    string ArticleId, int Ordinal, string Sentence, double Score, IReadOnlyDictionary<string, double> Features)
{
    public static CandidateLine From(ScoredSentence scored) => new(
        scored.Article.Id.Value,
        scored.Sentence.Ordinal,
        scored.Sentence.Text,
        Round(scored.Score),
        scored.Features.Named().ToDictionary(
            feature => JsonNamingPolicy.CamelCase.ConvertName(feature.Name), feature => Round(feature.Value), StringComparer.Ordinal));

    // JSON knows no infinity.
    private static double Round(double value) => double.IsFinite(value) ? Math.Round(value, 4) : 0;
}
