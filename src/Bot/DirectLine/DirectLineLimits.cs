using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace NewsBot.DirectLine;

/// <summary>How much one address or one conversation may ask for, so that none keeps the others waiting.</summary>
internal sealed class DirectLineLimits(IOptions<DirectLineOptions> settings) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>Name of the policy for beginning conversations.</summary>
    public const string Conversations = "conversations";

    /// <summary>Name of the policy for messages within one.</summary>
    public const string Messages = "messages";

    public void Configure(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(Conversations, http => Window($"{http.Connection.RemoteIpAddress}", settings.Value.ConversationsPerMinute, TimeSpan.FromMinutes(1)));
        limits.AddPolicy(Messages, http => Window($"{http.Request.RouteValues["id"]}", settings.Value.MessagesPerTenSeconds, TimeSpan.FromSeconds(10)));
    }

    private static RateLimitPartition<string> Window(string of, int permits, TimeSpan window) => RateLimitPartition.GetSlidingWindowLimiter(
        of, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = 5 });
}
