using System.Text.Json.Nodes;
using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>The sources of an answer.</summary>
internal static class SourcesCard
{
    private const int MaxSources = 10;
    private const int MaxText = 500;
    private const int MaxTitle = 120;
    private const int MaxPlace = 160;

    /// <param name="linkOf">Where a citation leads; null: nowhere.</param>
    public static Attachment Of(Answer.Grounded answer, Func<Citation, string?> linkOf) =>
        AdaptiveCard.Of([.. answer.Citations.Take(MaxSources).Select(citation => Source(citation, linkOf(citation)))]);

    private static JsonObject Source(Citation citation, string? url)
    {
        var (title, place) = AnswerText.Place(citation);
        return AdaptiveCard.Container(
            citation.Number > 1,
            AdaptiveCard.Bold($"[{citation.Number}] {Excerpt.Of(title, MaxTitle)}", url),
            AdaptiveCard.Text(Excerpt.Of(citation.Sentence.Text, MaxText)),
            AdaptiveCard.Subtle(Excerpt.Of(place, MaxPlace)));
    }
}
