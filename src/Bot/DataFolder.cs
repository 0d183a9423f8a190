namespace NewsBot;

/// <summary>Where the embedded index lives when nobody says otherwise.</summary>
internal static class DataFolder
{
    /// <summary><c>data</c> at the repository's root when run from a clone, else in the current folder.</summary>
    public static string Default => Path.Combine(CloneRoot ?? Environment.CurrentDirectory, "data");

    /// <summary>The repository's root, or null when the program does not run from a clone.</summary>
    public static string? CloneRoot { get; } = FindCloneRoot();

    private static string? FindCloneRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
