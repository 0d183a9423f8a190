using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>The section “Activities” of the settings.</summary>
public sealed class ActivitiesOptions
{
    [Range(1, 256)]
    public int MaxConcurrentTurns { get; set; } = 4;

    /// <summary>When so many activities wait for their turn, further ones are refused until the channel tries again.</summary>
    [Range(1, 100_000)]
    public int MaxWaitingTurns { get; set; } = 1_000;

    /// <summary>What one conversation may deliver in ten seconds, so that it does not keep the others waiting.</summary>
    [Range(1, 10_000)]
    public int ActivitiesPerTenSeconds { get; set; } = 60;

    /// <summary>After this a turn is given up with an apology, so that it cannot hold its place for ever.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What running turns have to finish in when the program stops; the host itself waits no longer than half a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:25")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class ActivitiesOptionsValidator : IValidateOptions<ActivitiesOptions>;
