using System.Text.Encodings.Web;
using System.Text.Json;
using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>
/// For Teams: bare marks [n] that Teams itself draws as citations with a card each, its own buttons for feedback, and its label where a model wrote.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
/// </summary>
internal sealed class TeamsRenderer(CitationLinks links) : IChannelRenderer
{
    // Teams takes 20 and the Playground 10, which is more than anybody looks at.
    private const int MaxCitations = 10;

    // Of the smallest limit that was ever documented, 28 KB in UTF-16.
    private const int MaxLength = 28 * 1024 / 2;

    // A story without a full stop is one sentence.
    private const int MaxSentence = 2_000;

    private const string GeneratedContent = "AIGeneratedContent";
    private const string Rest = "There is more, but a message here may not be longer; please ask for a part of it.";

    private static readonly JsonElement Feedback = JsonSerializer.SerializeToElement(new { feedbackLoop = new { type = "default" } });

    // Counted as Teams counts, which is not as it is escaped on its way.
    private static readonly ActivityJson Unescaped = new(new JsonSerializerOptions(ActivityJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Activity Render(Activity asked, Reply reply)
    {
        var message = Render(asked, reply, rest: null);
        while (LengthOf(message) > MaxLength && Shorter(reply.Answer) is { } shorter)
        {
            reply = reply with { Answer = shorter };
            message = Render(asked, reply, Rest);
        }

        return message;
    }

    public string RenderBeginning(Activity asked, Reply reply) => MarkdownAnswer.Of(reply, links.For(asked), isListed: _ => false);

    private Activity Render(Activity asked, Reply reply, string? rest)
    {
        var linkOf = links.For(asked);
        var citations = (reply.Answer as Answer.Grounded)?.Citations ?? [];
        var text = MarkdownAnswer.Of(reply, linkOf, isListed: citation => citation.Number > MaxCitations);
        return asked.CreateReply(rest is null ? text : $"{text}\n\n{rest}") with
        {
            TextFormat = "markdown",
            Entities = citations.Count == 0 && reply.Mode == AnswerMode.Extractive
                ? null
                : [new MessageEntity
                {
                    AdditionalType = reply.Mode == AnswerMode.Model ? [GeneratedContent] : null,
                    Citation = citations.Count == 0 ? null : Claims.Of(citations.Where(citation => citation.Number <= MaxCitations), linkOf),
                }],
            ChannelData = reply.Answer is Answer.Clarify ? null : Feedback,
        };
    }

    private static int LengthOf(Activity message) => JsonSerializer.Serialize(message, Unescaped.Activity).Length;

    /// <summary>The same with its last sentence or the last of what is nearest left out, or with the beginning of its only sentence; null when it is short.</summary>
    private static Answer? Shorter(Answer answer) => answer switch
    {
        Answer.Grounded { Sentences.Count: > 1 } grounded when grounded.Sentences.SkipLast(1).ToList() is var sentences => grounded with
        {
            Sentences = sentences,
            Citations = [.. grounded.Citations.Where(citation => sentences.Any(sentence => sentence.Citations.Contains(citation.Number)))],
        },
        Answer.Grounded { Sentences: [{ Text.Length: > MaxSentence } only] } grounded => grounded with { Sentences = [only with { Text = Excerpt.Of(only.Text, MaxSentence), Span = null }] },
        Answer.NotCovered { Nearest.Count: > 0 } notCovered => notCovered with { Nearest = [.. notCovered.Nearest.SkipLast(1)] },
        _ => null,
    };
}
