namespace NewsBot.Retrieval.Tests;

/// <summary>Where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Samples => Path.Combine(Root, "samples", "articles");

    /// <summary>A file of <c>../shared</c>, which lies beside the repository for its developers and not in it; null in other clones.</summary>
    public static string? Shared(string path)
    {
        var file = Path.Combine(Root, "..", "shared", path);
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
