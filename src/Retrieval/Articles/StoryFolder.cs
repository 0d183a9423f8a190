namespace NewsBot.Retrieval.Articles;

/// <summary>The files in a folder and below it.</summary>
internal static class StoryFolder
{
    /// <summary>A file; or a folder that cannot be opened.</summary>
    public sealed record Entry(string Path, bool IsReadable);

    /// <summary>
    /// Goes through a folder depth first, in ordinal order of the names. What is hidden is passed over, and so are links to folders: they
    /// can lead in a circle.
    /// </summary>
    public static IEnumerable<Entry> Enumerate(string folder)
    {
        var waiting = new Stack<FileSystemInfo>([new DirectoryInfo(folder)]);
        while (waiting.TryPop(out var entry))
        {
            if (entry is not DirectoryInfo)
            {
                yield return new(entry.ToString(), IsReadable: true);
                continue;
            }

            var inside = Open(entry.ToString());
            if (inside is null)
            {
                yield return new(entry.ToString(), IsReadable: false);
                continue;
            }

            foreach (var next in inside)
            {
                waiting.Push(next);
            }
        }
    }

    // In reverse order, as they go onto a stack.
    private static List<FileSystemInfo>? Open(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => !IsHidden(entry) && !IsLinkToFolder(entry))
                .OrderByDescending(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden);

    private static bool IsLinkToFolder(FileSystemInfo entry) =>
        entry is DirectoryInfo && entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
