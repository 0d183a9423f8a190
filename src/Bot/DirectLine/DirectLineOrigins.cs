using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace NewsBot.DirectLine;

/// <summary>Lets pages of the allowed origins use the endpoint from a browser, and no others. They bring a token, and no cookie.</summary>
internal sealed class DirectLineOrigins(IOptions<DirectLineOptions> settings) : IConfigureOptions<CorsOptions>
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "directline";

    public void Configure(CorsOptions cors) => cors.AddPolicy(Policy, policy => policy
        .WithOrigins([.. settings.Value.AllowedOrigins])
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .WithHeaders("Authorization", "Content-Type", "X-Requested-With", "x-ms-bot-agent")
        .SetPreflightMaxAge(TimeSpan.FromHours(1)));
}
