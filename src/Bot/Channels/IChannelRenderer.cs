using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>Draws what the bot says as one kind of channel shows it best.</summary>
internal interface IChannelRenderer
{
    /// <summary>
    /// Whether suggested questions may stand under the answer itself. The Agents Playground draws a message that has some without Markdown and without
    /// citations, and what Teams makes of some at the end of a stream is not told: there they come in a message of their own.
    /// </summary>
    bool DrawsSuggestionsWithAnswer => false;

    /// <summary>The message back to whoever asked.</summary>
    Activity Render(Activity asked, Reply reply);
}
