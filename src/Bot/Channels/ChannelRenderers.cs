using NewsBot.DirectLine;

namespace NewsBot.Channels;

/// <summary>Which renderer a channel has.</summary>
internal sealed class ChannelRenderers(CitationLinks links)
{
    private readonly PlainRenderer plain = new(links);
    private readonly TeamsRenderer teams = new(links);
    private readonly WebChatRenderer webChat = new(links);

    public IChannelRenderer For(string? channelId) => channelId switch
    {
        "msteams" => teams,
        DirectLineEndpoints.ChannelId or "directline" => webChat,
        _ => plain,
    };
}
