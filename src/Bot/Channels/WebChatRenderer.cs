using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>For Web Chat: every mark [n] is a link to the very sentence in the story's page, and thumbs judge the answer.</summary>
internal sealed class WebChatRenderer(CitationLinks links) : IChannelRenderer
{
    public bool DrawsSuggestionsWithAnswer => true;

    public Activity Render(Activity asked, Reply reply)
    {
        var linkOf = links.For(asked);
        var citations = (reply.Answer as Answer.Grounded)?.Citations ?? [];
        var definitions = citations.Select(citation => $"[{citation.Number}]: <{linkOf(citation) ?? $"cite:{citation.Number}"}> \"{MarkdownAnswer.Escape(Claims.NameOf(citation)).Replace("\"", "\\\"", StringComparison.Ordinal)}\"").ToList();
        // Left alone, straight quotation marks would be drawn as curly ones, and a quotation is shown as it stands.
        var text = MarkdownAnswer.Of(reply.Answer, linkOf, isListed: _ => false).Replace("\"", "&quot;", StringComparison.Ordinal);
        return asked.CreateReply(definitions.Count > 0 ? $"{text}\n\n{string.Join('\n', definitions)}" : text) with
        {
            TextFormat = "markdown",
            Entities = citations.Count == 0
                ? null
                : [new MessageEntity
                {
                    Citation = Claims.Of(citations, linkOf),
                    PotentialAction =
                    [
                        new VoteAction("LikeAction", "PotentialActionStatus", asked.Id),
                        new VoteAction("DislikeAction", "PotentialActionStatus", asked.Id),
                    ],
                }],
        };
    }
}
