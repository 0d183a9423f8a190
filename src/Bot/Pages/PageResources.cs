using System.Security.Cryptography;

namespace NewsBot.Pages;

/// <summary>The files of the pages, which are part of the program.</summary>
internal static class PageResources
{
    public static string ChatPage { get; } = Read("chat.html");

    public static string ChatScript { get; } = Read("chat.js");

    public static string ChatStyle { get; } = Read("site.css") + Read("chat.css");

    public static string AdminPage { get; } = Read("admin.html");

    public static string AdminScript { get; } = Read("admin.js");

    public static string AdminStyle { get; } = Read("site.css") + Read("admin.css");

    public static string StoryStyle { get; } = Read("site.css") + Read("story.css");

    /// <summary>As an address that loads nothing.</summary>
    public static string Icon { get; } = "data:image/svg+xml," + Uri.EscapeDataString(Read("icon.svg"));

    /// <summary>A word that lets one response's own scripts and styles run, and nothing that a story or a model brings in.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', '-').Replace('/', '_');

    private static string Read(string name)
    {
        using var stream = typeof(PageResources).Assembly.GetManifestResourceStream($"NewsBot.Pages.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
