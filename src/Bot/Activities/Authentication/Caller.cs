namespace NewsBot.Activities.Authentication;

/// <summary>Who delivers an activity.</summary>
internal abstract record Caller
{
    private Caller()
    {
        // Closed: nobody else is let in.
    }

    /// <summary>A program on this machine, without a token.</summary>
    public sealed record Local : Caller;

    /// <summary>A developer's tool that has the bot's own credentials.</summary>
    public sealed record Emulator : Caller;

    /// <summary>A channel of the Bot Framework.</summary>
    /// <param name="ServiceUrl">Where it says that replies go.</param>
    /// <param name="Endorsements">The channels that the key of its token may speak for.</param>
    public sealed record Channel(string ServiceUrl, IReadOnlyList<string> Endorsements) : Caller;
}
