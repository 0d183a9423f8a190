using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsBot.Activities.Authentication;

namespace NewsBot.TeamsApp;

/// <summary>
/// The zip file by which Teams gets to know the bot: a manifest with the bot's own ids and host, and two icons.
/// https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
/// </summary>
internal sealed class TeamsAppPackage(IOptions<BotRegistration> registration, IOptions<PublicAddress> address, IOptions<TeamsAppOptions> options)
{
    private static readonly string[] Icons = ["color.png", "outline.png"];

    /// <exception cref="InvalidDataException">A setting is missing that the manifest needs.</exception>
    public void Write(Stream zip)
    {
        var manifest = Manifest();
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = archive.CreateEntry("manifest.json").Open())
        {
            entry.Write(Encoding.UTF8.GetBytes(manifest));
        }

        foreach (var icon in Icons)
        {
            using var entry = archive.CreateEntry(icon).Open();
            using var image = Resource(icon);
            image.CopyTo(entry);
        }
    }

    private string Manifest()
    {
        if (!registration.Value.Exists)
        {
            throw new InvalidDataException("Teams knows a bot by its app registration: set MicrosoftAppId (see “Microsoft Teams” in README).");
        }

        if (address.Value.PublicUrl is not { } home)
        {
            throw new InvalidDataException("Teams has to reach the bot: set PublicUrl to where it is, for example https://news.example.");
        }

        var website = options.Value.WebsiteUrl ?? home;
        using var reader = new StreamReader(Resource("manifest.json"));
        return reader.ReadToEnd()
            .Replace("{{appId}}", Json(registration.Value.MicrosoftAppId), StringComparison.Ordinal)
            .Replace("{{developer}}", Json(options.Value.DeveloperName), StringComparison.Ordinal)
            .Replace("{{website}}", Json(website.AbsoluteUri), StringComparison.Ordinal)
            .Replace("{{privacy}}", Json((options.Value.PrivacyUrl ?? website).AbsoluteUri), StringComparison.Ordinal)
            .Replace("{{terms}}", Json((options.Value.TermsOfUseUrl ?? website).AbsoluteUri), StringComparison.Ordinal)
            .Replace("{{host}}", Json(home.IdnHost), StringComparison.Ordinal);
    }

    private static string Json(string text) => JsonEncodedText.Encode(text).ToString();

    private static Stream Resource(string name) => typeof(TeamsAppPackage).Assembly.GetManifestResourceStream($"NewsBot.TeamsApp.{name}")!;
}
