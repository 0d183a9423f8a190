using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>Draws what the bot says as one kind of channel shows it best.</summary>
internal interface IChannelRenderer
{
    /// <summary>The message back to whoever asked.</summary>
    Activity Render(Activity asked, Reply reply);
}
