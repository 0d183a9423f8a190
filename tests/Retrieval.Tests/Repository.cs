namespace NewsBot.Retrieval.Tests;

/// <summary>Where the tests run.</summary>
internal static class Repository
{
    /// <summary>A file of <c>../shared</c>, which lies beside the repository for its developers and not in it; null in other clones.</summary>
    public static string? Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                var file = Path.Combine(folder.FullName, "..", "shared", path);
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }
}
