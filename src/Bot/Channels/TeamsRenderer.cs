using System.Text.Json;
using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>For Teams: bare marks [n] that Teams itself draws as citations with a card each, and its own buttons for feedback.</summary>
internal sealed class TeamsRenderer : IChannelRenderer
{
    // The Playground takes no more, and nobody reads them.
    private const int MaxCitations = 10;

    private static readonly JsonElement Feedback = JsonSerializer.SerializeToElement(new { feedbackLoop = new { type = "default" } });

    public Activity Render(Activity asked, Reply reply)
    {
        var citations = (reply.Answer as Answer.Grounded)?.Citations ?? [];
        return asked.CreateReply(citations.Count > MaxCitations ? MarkdownAnswer.Of(reply.Answer) : MarkdownAnswer.WithoutSources(reply.Answer, UrlOf)) with
        {
            TextFormat = "markdown",
            Entities = citations.Count is 0 or > MaxCitations ? null : [new MessageEntity { Citation = Claims.Of(citations, UrlOf) }],
            ChannelData = citations.Count > 0 ? Feedback : null,
        };
    }

    // Teams opens what the whole world can reach.
    private static string? UrlOf(Citation citation) => citation.Article.Url?.AbsoluteUri;
}
