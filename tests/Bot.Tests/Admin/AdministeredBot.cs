using NewsBot.Tests.Activities.Authentication;
using NewsBot.Tests.Admin;
using NewsBot.Tests.Serving;

[assembly: AssemblyFixture(typeof(AdministeredBot))]

namespace NewsBot.Tests.Admin;

/// <summary>The real program with an admin's key, a folder for stories, and a tenant of Microsoft Entra; its index holds the sample stories.</summary>
public sealed class AdministeredBot : IAsyncLifetime
{
    public const string Key = "the key of these tests, which nobody guesses";

    private readonly TempFolder folder = new();

    internal IssuerDouble Issuer { get; private set; } = null!;

    internal ServedBot Bot { get; private set; } = null!;

    /// <summary>Writes a file below the folder of <c>Admin:Roots</c>, and gives its full path.</summary>
    public string Write(string name, string content) => folder.Write(Path.Combine("stories", name), content);

    public string Root => folder.Combine("stories");

    public string Data => folder.Combine("data");

    /// <summary>A client that has signed in with the key.</summary>
    internal Task<AdminClient> SignInAsync(string name = "Ann") => AdminClient.SignInAsync(Bot.Address, Key, name);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Root);
        Issuer = await IssuerDouble.StartAsync();
        var settings = Issuer.Settings(("Admin:Key", Key), ("Admin:Roots:0", Root), ("Admin:AttemptsPerMinute", "1000"), ("Admin:MaxUploadBytes", "100000"));
        Bot = new ServedBot(Data, settings.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)).ToList());
        await Bot.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Issuer.DisposeAsync();
        folder.Dispose();
    }
}
