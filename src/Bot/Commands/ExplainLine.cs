using System.Text.Json;
using NewsBot.Answers;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Commands;

/// <summary>Why an answer is what it is: what was understood, and which sentences were in the running.</summary>
internal sealed record ExplainLine(UnderstoodLine? Question, double? Confidence, IReadOnlyList<CandidateLine> Candidates)
{
    private const int MaxCandidates = 20;

    public static ExplainLine From(Reply reply) => new(
        reply.Question is { } question ? UnderstoodLine.From(question) : null,
        reply.Evidence?.Confidence,
        (reply.Evidence?.Sentences ?? []).Take(MaxCandidates).Select(CandidateLine.From).ToList());
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
