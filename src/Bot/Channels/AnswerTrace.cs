using System.Text.Json;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Commands;

namespace NewsBot.Channels;

/// <summary>Shows a developer in the Emulator how an answer came about: what was understood, and which sentences were in the running, with their features.</summary>
internal static class AnswerTrace
{
    /// <summary>Other channels must not be sent traces.</summary>
    public static bool IsShownOn(string? channelId) => channelId == "emulator";

    public static Activity Of(Activity asked, Reply reply) => asked.CreateReply(text: null) with
    {
        Type = ActivityTypes.Trace,
        Name = "NewsAnswer",
        Label = "How the answer came about",
        ValueType = "https://schema.org/Answer",
        Value = JsonSerializer.SerializeToElement(AnswerLine.From(id: null, reply.Standalone, reply, explain: true), CommandJson.Default.AnswerLine),
    };
}
