namespace NewsBot.Retrieval.Articles;

/// <summary>Opens files, with a sentence for each way in which that fails.</summary>
internal static class StoryFile
{
    private const int BufferSize = 64 * 1024;

    /// <returns>The stream, or null and the reason why there is none.</returns>
    public static (FileStream? Stream, string Problem) Open(string path)
    {
        try
        {
            const FileShare OthersMayWrite = FileShare.ReadWrite | FileShare.Delete;
            return (new(path, FileMode.Open, FileAccess.Read, OthersMayWrite, BufferSize, FileOptions.SequentialScan), "");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "The file cannot be opened: check its permissions.");
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or NotSupportedException)
        {
            return (null, ReasonFor(failure));
        }
    }

    public static string ReasonFor(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "There is no file or folder of this name: check the path.",
        _ => $"The file cannot be read ({SingleLine.Clean(failure.Message, 120).TrimEnd('.')}): try again, or copy it elsewhere.",
    };
}
