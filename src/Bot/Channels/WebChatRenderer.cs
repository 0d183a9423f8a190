using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>
/// For Web Chat: every mark [n] is a link to the very sentence in the story's page, thumbs judge the answer, and a line under it tells where a model
/// wrote it.
/// </summary>
internal sealed class WebChatRenderer(CitationLinks links) : IChannelRenderer
{
    private static readonly ClaimInterpreter LanguageModel = new("AI generated");

    public bool DrawsSuggestionsWithAnswer => true;

    public Activity Render(Activity asked, Reply reply)
    {
        var linkOf = links.For(asked);
        var citations = (reply.Answer as Answer.Grounded)?.Citations ?? [];
        var definitions = citations.Select(citation => $"[{citation.Number}]: <{linkOf(citation) ?? $"cite:{citation.Number}"}> \"{MarkdownAnswer.Escape(Claims.NameOf(citation)).Replace("\"", "\\\"", StringComparison.Ordinal)}\"").ToList();
        var text = RenderBeginning(asked, reply);
        return asked.CreateReply(definitions.Count > 0 ? $"{text}\n\n{string.Join('\n', definitions)}" : text) with
        {
            TextFormat = "markdown",
            Entities = reply.Answer is Answer.Clarify
                ? null
                : [new MessageEntity
                {
                    Citation = citations.Count == 0 ? null : Labelled(Claims.Of(citations, linkOf), reply.Mode),
                    PotentialAction =
                    [
                        new VoteAction("LikeAction", "PotentialActionStatus", asked.Id),
                        new VoteAction("DislikeAction", "PotentialActionStatus", asked.Id),
                    ],
                }],
        };
    }

    // Web Chat reads the label of a whole message from its first claim.
    private static IReadOnlyList<Claim> Labelled(IReadOnlyList<Claim> claims, AnswerMode mode) =>
        mode == AnswerMode.Model ? [claims[0] with { ClaimInterpreter = LanguageModel }, .. claims.Skip(1)] : claims;

    // Left alone, straight quotation marks would be drawn as curly ones, and a quotation is shown as it stands.
    public string RenderBeginning(Activity asked, Reply reply) =>
        MarkdownAnswer.Of(reply, links.For(asked), isListed: _ => false).Replace("\"", "&quot;", StringComparison.Ordinal);
}
