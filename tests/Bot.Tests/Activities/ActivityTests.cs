using System.Text.Json;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

public sealed class ActivityTests
{
    [Fact]
    public void Entities_are_told_apart_by_type_wherever_it_stands_and_unknown_ones_are_harmless()
    {
        var activity = Read("""
            {"type":"message","entities":[
                {"mentioned":{"id":"bot-1","name":"News"},"text":"<at>News</at>","type":"mention"},
                {"type":"clientInfo","locale":"en-GB","timezone":"Europe/London","future":1},
                {"type":"ClientCapabilities","supportsTts":true},
                {"noType":1},
                null]}
            """);

        Assert.Equal(
            [
                new Mention(new("bot-1", "News"), "<at>News</at>"),
                new ClientInfo("en-GB", Country: null, Platform: null, "Europe/London"),
                new Entity(),
                new Entity(),
            ],
            activity.Entities!.Select(entity => entity with { Others = null }));
    }

    [Theory]
    [InlineData("<at>News</at>&nbsp;ask <at>Kim K</at>\n", "ask Kim Kardashian")]
    [InlineData("What did <at>Other</at> say, News?", "What did <at>Other</at> say, News?")]
    [InlineData("News <at>News</at>", "News")]
    public void Only_the_mention_of_the_bot_itself_is_left_out_of_what_was_written_to_it(string text, string expected)
    {
        var activity = Read("""
            {"type":"message","recipient":{"id":"bot-1"},"entities":[
                {"type":"mention","mentioned":{"id":"bot-1","name":"News"},"text":"<at>News</at>"},
                {"type":"mention","mentioned":{"id":"user-2","name":"Kim Kardashian"},"text":"<at>Kim K</at>"}]}
            """) with { Text = text };

        Assert.Equal(expected, activity.TextToBot());
    }

    [Fact]
    public void Nulls_and_empty_arrays_on_the_wire_are_nothing()
    {
        var activity = Read("""{"type":"message","text":null,"entities":null,"attachments":[],"membersAdded":[null],"value":null}""");

        Assert.Null(activity.Text);
        Assert.Null(activity.Entities);
        Assert.Null(activity.Attachments);
        Assert.Null(activity.MembersAdded);
        Assert.Null(activity.Value);
    }

    [Fact]
    public void Nothing_empty_is_written()
    {
        var activity = new Activity { Type = "message", Text = "Hi", Entities = [], Attachments = [] };

        Assert.Equal("""{"type":"message","text":"Hi"}""", Write(activity));
    }

    [Fact]
    public void What_a_reply_carries_is_written_with_the_protocols_names()
    {
        var card = JsonElement.Parse("""{"type":"AdaptiveCard"}""");
        var activity = new Activity
        {
            Type = "message",
            Entities = [new Mention(new("u"), "<at>U</at>")],
            Attachments = [new("application/vnd.microsoft.card.adaptive", card)],
            SuggestedActions = new([new("imBack", "More", "More")]),
            InputHint = "acceptingInput",
        };

        Assert.Equal(
            """
            {"type":"message","inputHint":"acceptingInput","entities":[{"type":"mention","mentioned":{"id":"u"},"text":"\u003Cat\u003EU\u003C/at\u003E"}],"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}],"suggestedActions":{"actions":[{"type":"imBack","title":"More","value":"More"}]}}
            """,
            Write(activity));
    }

    [Theory]
    [InlineData("2013-05-07T23:55:00+04:00", "\"localTimestamp\":\"2013-05-07T23:55:00+04:00\",\"timestamp\":\"2013-05-07T19:55:01Z\",\"localTimezone\":\"Asia/Tokyo\"")]
    [InlineData("2013-05-07T21:55:00+02:00", "\"timestamp\":\"2013-05-07T19:55:00Z\",\"localTimezone\":\"Europe/Vienna\"")]
    [InlineData(null, "\"timestamp\":\"2013-05-07T19:55:00Z\",\"localTimezone\":\"Europe/Atlantis\"")]
    [InlineData(null, "\"timestamp\":\"2013-05-07T19:55:00Z\"")]
    [InlineData(null, "\"localTimezone\":\"Europe/Vienna\"")]
    public void Tells_the_senders_clock_only_with_its_time_zone(string? clock, string fields) =>
        Assert.Equal(clock, Read($"{{\"type\":\"message\",{fields}}}").SentAt()?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", null));

    private static Activity Read(string json) => JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!;

    private static string Write(Activity activity) => JsonSerializer.Serialize(activity, ActivityJson.Default.Activity);
}
