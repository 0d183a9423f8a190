using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.TeamsApp;

/// <summary>The section “TeamsApp” of the settings: who offers the bot in Teams. Whatever is empty is the bot's own page.</summary>
public sealed class TeamsAppOptions
{
    [Required]
    [StringLength(32)]
    public string DeveloperName { get; set; } = "News bot";

    public Uri? WebsiteUrl { get; set; }

    public Uri? PrivacyUrl { get; set; }

    public Uri? TermsOfUseUrl { get; set; }
}

[OptionsValidator]
internal sealed partial class TeamsAppOptionsValidator : IValidateOptions<TeamsAppOptions>;
