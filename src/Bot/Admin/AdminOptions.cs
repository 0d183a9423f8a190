using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.Admin;

/// <summary>The section “Admin” of the settings: who may look after the index, and what they may have indexed.</summary>
public sealed class AdminOptions
{
    /// <summary>The fewest characters of a key, which nobody guesses in the time that the attempts are limited to.</summary>
    public const int ShortestKey = 20;

    /// <summary>By which an admin signs in. Empty: nobody does with a key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Folders whose files an admin may have indexed. Empty: none but what they upload.</summary>
    public IList<string> Roots { get; } = [];

    /// <summary>Object ids in Microsoft Entra ID of the admins who may write <c>reindex</c> and <c>status</c> to the bot in Teams.</summary>
    public IList<string> TeamsUsers { get; } = [];

    /// <summary>How long an admin stays signed in.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How often one address may try to sign in within a minute.</summary>
    [Range(1, 1_000)]
    public int AttemptsPerMinute { get; set; } = 10;

    /// <summary>The most bytes of an uploaded file.</summary>
    [Range(1, 10_737_418_240)]
    public long MaxUploadBytes { get; set; } = 100 * 1024 * 1024;

    internal bool HasKey => Key.Length > 0;
}

[OptionsValidator]
internal sealed partial class AdminOptionsValidator : IValidateOptions<AdminOptions>;

/// <summary>A key that can be guessed is refused when the program starts, and so is a root that is no path.</summary>
internal sealed class AdminKeyValidator : IValidateOptions<AdminOptions>
{
    // "aaaaaaaaaaaaaaaaaaaa" is long enough, and no secret.
    private const int FewestKinds = 8;

    public ValidateOptionsResult Validate(string? name, AdminOptions options) =>
        options.HasKey && (options.Key.Length < AdminOptions.ShortestKey || options.Key.Distinct().Count() < FewestKinds)
            ? ValidateOptionsResult.Fail(
                $"Admin:Key has to have at least {AdminOptions.ShortestKey} characters of {FewestKinds} kinds, such as what “openssl rand -hex 24” prints; or leave it empty.")
        : options.Roots.Any(root => string.IsNullOrWhiteSpace(root) || root.Contains('\0', StringComparison.Ordinal)) ? ValidateOptionsResult.Fail("Admin:Roots has an entry that is empty; name folders, as /srv/stories.")
        : options.TeamsUsers.FirstOrDefault(user => !Guid.TryParse(user, out _)) is { } stranger ? ValidateOptionsResult.Fail(
            $"Admin:TeamsUsers holds “{stranger}”, which is no object id of Microsoft Entra ID: write it as 00000000-0000-0000-0000-000000000000.")
        : ValidateOptionsResult.Success;
}
