using System.Runtime.CompilerServices;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// Reads stories from files and folders: text, Markdown, pages and PDFs hold one each, <c>.jsonl</c> one per line, archives and feeds many. One
/// document at a time is in memory, and one that cannot be read never stops the rest.
/// </summary>
public static class ArticleReader
{
    /// <summary>The most bytes that one story may have: a text or Markdown file, or one line of a <c>.jsonl</c> file.</summary>
    public const int MaxStoryBytes = 20 * 1024 * 1024;

    /// <summary>The kinds of files that stories are read from, in words.</summary>
    public static string ReadKinds => DocumentKinds.Supported;

    /// <summary>Whether stories are read from files of this name.</summary>
    public static bool IsRead(string name) => DocumentKinds.ByName(name) is not null;

    /// <summary>
    /// Reads files, and folders with all that is in them, in ordinal order of their names; a file that is met twice is read once.
    /// In folders, hidden files, other kinds of files and links to folders are passed over, and so is a <c>README.md</c> without
    /// front matter, which tells about the folder. A path given explicitly is always read.
    /// </summary>
    /// <param name="paths">Files and folders; relative ones from the current directory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<ArticleReading> ReadAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var readings = Directory.Exists(path)
                ? ReadFolderAsync(path, met, cancellationToken)
                : ReadFileAsync(path, met, cancellationToken);
            await foreach (var reading in readings)
            {
                yield return reading;
            }
        }
    }

    private static async IAsyncEnumerable<ArticleReading> ReadFolderAsync(
        string folder, HashSet<string> met, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEmpty = true;
        foreach (var entry in StoryFolder.Enumerate(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entry.IsReadable)
            {
                isEmpty = false;
                yield return new ArticleReading.Unreadable(entry.Path, "The folder cannot be opened: check its permissions.");
            }
            else if (DocumentKinds.ByName(entry.Path) is not null && !await IsReadmeOfFolderAsync(entry.Path, cancellationToken))
            {
                isEmpty = false;
                await foreach (var reading in ReadFileAsync(entry.Path, met, cancellationToken))
                {
                    yield return reading;
                }
            }
        }

        if (isEmpty)
        {
            yield return new ArticleReading.Unreadable(folder, $"The folder holds no stories: put {DocumentKinds.Supported} files into it.");
        }
    }

    private static async IAsyncEnumerable<ArticleReading> ReadFileAsync(
        string path, HashSet<string> met, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (DocumentKinds.ByName(path) is not { } kind)
        {
            var reason = File.Exists(path)
                ? $"This kind of file cannot be read: use {DocumentKinds.Supported}."
                : "There is no file or folder of this name: check the path.";
            yield return new ArticleReading.Unreadable(path, reason);
            yield break;
        }

        if (!met.Add(Path.GetFullPath(path)))
        {
            yield break;
        }

        var (stream, problem) = StoryFile.Open(path);
        if (stream is null)
        {
            yield return new ArticleReading.Unreadable(path, problem);
            yield break;
        }

        await using (stream)
        {
            await foreach (var reading in DocumentReader.ReadAsync(new(path, Path.GetFileNameWithoutExtension(path), kind, stream), cancellationToken))
            {
                yield return reading;
            }
        }
    }

    private static async Task<bool> IsReadmeOfFolderAsync(string path, CancellationToken cancellationToken)
    {
        if (!Path.GetFileName(path).Equals("README.md", StringComparison.OrdinalIgnoreCase)
            || StoryFile.Open(path).Stream is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            using var reader = new StreamReader(stream);
            var beginning = new char[8];
            var length = await reader.ReadBlockAsync(beginning, cancellationToken);
            return !FrontMatter.IsAtStartOf(new string(beginning, 0, length));
        }
    }
}
