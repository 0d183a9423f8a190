using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Activities;

namespace NewsBot.DirectLine;

/// <summary>Parts of a message that comes little by little, as Web Chat finds them in the channel data.</summary>
internal static class Livestream
{
    /// <summary>
    /// The first part gets its own id for that of the stream: without it Web Chat sorts the whole message before the question, if anybody was
    /// typing before.
    /// </summary>
    public static Activity Identified(Activity part)
    {
        if (part.ChannelData is not { ValueKind: JsonValueKind.Object } data || !data.TryGetProperty("streamType", out _) || data.TryGetProperty("streamId", out _))
        {
            return part;
        }

        var identified = JsonObject.Create(data)!;
        identified["streamId"] = part.Id;
        return part with { ChannelData = JsonSerializer.SerializeToElement(identified) };
    }
}
