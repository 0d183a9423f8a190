using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.DirectLine;

/// <summary>The section “DirectLine” of the settings.</summary>
public sealed class DirectLineOptions
{
    /// <summary>By which another server may ask for tokens. Empty: only the page that this program serves gets any.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Pages of other hosts that may use the endpoint, as <c>https://news.example</c>. The program's own may always.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The usual client asks for a new token every 15 minutes, whatever it is told: a shorter life would cut it off.</summary>
    [Range(typeof(TimeSpan), "00:16:00", "1.00:00:00")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After so long without a word, and without anybody who has it open, a conversation is forgotten.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What one conversation may send in ten seconds.</summary>
    [Range(1, 1_000)]
    public int MessagesPerTenSeconds { get; set; } = 20;

    /// <summary>How many conversations one address may begin in a minute.</summary>
    [Range(1, 100_000)]
    public int ConversationsPerMinute { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>;
