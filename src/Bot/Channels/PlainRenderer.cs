using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>For channels of which nothing is known but that they draw Markdown: sentences, and under them their sources.</summary>
internal sealed class PlainRenderer(CitationLinks links) : IChannelRenderer
{
    public Activity Render(Activity asked, Reply reply) =>
        asked.CreateReply(MarkdownAnswer.Of(reply, links.For(asked))) with { TextFormat = "markdown" };

    public string RenderBeginning(Activity asked, Reply reply) => MarkdownAnswer.Of(reply, links.For(asked), isListed: _ => false);
}
