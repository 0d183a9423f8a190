using Microsoft.Extensions.Options;

namespace NewsBot;

/// <summary>Where the world reaches this bot, a setting at the root.</summary>
public sealed class PublicAddress
{
    /// <summary>Such as <c>https://news.example</c>; null: nobody outside this machine is known to reach it.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The address of a path, which begins with a slash.</summary>
    public string? Of(string path) => PublicUrl is null ? null : PublicUrl.AbsoluteUri.TrimEnd('/') + path;
}

internal sealed class PublicAddressValidator : IValidateOptions<PublicAddress>
{
    public ValidateOptionsResult Validate(string? name, PublicAddress options) =>
        options.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "https", UserInfo: "", Query: "", Fragment: "" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("PublicUrl has to be an address such as https://news.example.");
}
