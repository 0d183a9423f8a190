using NewsBot.DirectLine;

namespace NewsBot.Channels;

/// <summary>Which renderer a channel has.</summary>
internal static class ChannelRenderers
{
    private static readonly PlainRenderer Plain = new();
    private static readonly TeamsRenderer Teams = new();
    private static readonly WebChatRenderer WebChat = new();

    public static IChannelRenderer For(string? channelId) => channelId switch
    {
        "msteams" => Teams,
        DirectLineEndpoints.ChannelId => WebChat,
        _ => Plain,
    };
}
