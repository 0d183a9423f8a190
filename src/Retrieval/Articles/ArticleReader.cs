using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// Reads stories from files and folders: <c>.txt</c> and <c>.md</c> hold one each, <c>.jsonl</c> one per line. One story at a time is in
/// memory, and one that cannot be read never stops the rest.
/// </summary>
public static class ArticleReader
{
    /// <summary>The most bytes that one story may have: a text or Markdown file, or one line of a <c>.jsonl</c> file.</summary>
    public const int MaxStoryBytes = 20 * 1024 * 1024;

    private const double BytesPerMegabyte = 1024 * 1024;

    private const string Supported = ".txt, .md, .jsonl or .html";

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
            else if (FormatOf(entry.Path) is not null && !await IsReadmeOfFolderAsync(entry.Path, cancellationToken))
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
            yield return new ArticleReading.Unreadable(folder, $"The folder holds no stories: put {Supported} files into it.");
        }
    }

    private static async IAsyncEnumerable<ArticleReading> ReadFileAsync(
        string path, HashSet<string> met, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (FormatOf(path) is not { } format)
        {
            var reason = File.Exists(path)
                ? $"This kind of file cannot be read: use {Supported}."
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
            if (format == ArticleFormat.Json)
            {
                await foreach (var reading in ReadLinesAsync(path, stream, cancellationToken))
                {
                    yield return reading;
                }
            }
            else
            {
                yield return await ReadStoryAsync(path, format, stream, cancellationToken);
            }
        }
    }

    private static async Task<ArticleReading> ReadStoryAsync(
        string path, ArticleFormat format, FileStream stream, CancellationToken cancellationToken)
    {
        try
        {
            if (stream.Length > MaxStoryBytes)
            {
                return TooLarge(path, "file", stream.Length);
            }

            var bytes = new byte[stream.Length];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (format == ArticleFormat.Html)
            {
                return new ArticleReading.Story(new(path, format, PageEncoding.Decode(bytes[..length], charset: null), Path.GetFileNameWithoutExtension(path)));
            }

            return StoryEncoding.DecodeFile(bytes.AsSpan(0, length)) switch
            {
                DecodedText.Text text => new ArticleReading.Story(new(path, format, text.Value, Path.GetFileNameWithoutExtension(path))),
                DecodedText.Invalid invalid => new ArticleReading.Unreadable(path, $"The file {invalid.Reason}"),
                _ => throw new InvalidOperationException("All cases are above."),
            };
        }
        catch (IOException failure)
        {
            return new ArticleReading.Unreadable(path, StoryFile.ReasonFor(failure));
        }
    }

    private static async IAsyncEnumerable<ArticleReading> ReadLinesAsync(
        string path, FileStream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var isEmpty = true;
        await using var lines = ByteLines.ReadAsync(stream, MaxStoryBytes, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            string? problem = null;
            try
            {
                if (!await lines.MoveNextAsync())
                {
                    break;
                }
            }
            catch (IOException failure)
            {
                problem = StoryFile.ReasonFor(failure);
            }
            catch (DecoderFallbackException)
            {
                problem = "The file begins as UTF-16 but is not valid UTF-16: save it as UTF-8.";
            }

            if (problem is not null)
            {
                yield return new ArticleReading.Unreadable(path, problem);
                yield break;
            }

            var line = lines.Current;
            var reading = ReadLine(path, name, line);
            if (reading is not null)
            {
                isEmpty = false;
                yield return reading;
            }

            // What begins with a file of another kind goes on so: a thousand complaints would say no more than one.
            if (reading is ArticleReading.Unreadable && line.Number == 1 && StoryEncoding.IsBinary(line.Bytes.Span))
            {
                yield break;
            }
        }

        if (isEmpty)
        {
            yield return new ArticleReading.Unreadable(path, "The file is empty: write one story per line into it.");
        }
    }

    private static ArticleReading? ReadLine(string path, string name, ByteLine line)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var location = $"{path}:{number}";
        if (line.Length > MaxStoryBytes)
        {
            return TooLarge(location, "line", line.Length);
        }

        if (line.Bytes.Span.Trim(" \t\r\f\v"u8).IsEmpty)
        {
            return null;
        }

        return StoryEncoding.DecodeUtf8(line.Bytes.Span) switch
        {
            DecodedText.Text text => new ArticleReading.Story(new(location, ArticleFormat.Json, text.Value, $"{name}-{number}")),
            DecodedText.Invalid invalid => new ArticleReading.Unreadable(location, $"The line {invalid.Reason}"),
            _ => throw new InvalidOperationException("All cases are above."),
        };
    }

    private static ArticleReading.Unreadable TooLarge(string location, string what, long bytes) =>
        new(location, string.Create(
            CultureInfo.InvariantCulture,
            $"The {what} has {bytes / BytesPerMegabyte:F1} MB, and a story at most {MaxStoryBytes / BytesPerMegabyte:F0} MB: split it into its stories."));

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

    private static ArticleFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".txt" => ArticleFormat.Text,
        ".md" => ArticleFormat.Markdown,
        ".jsonl" => ArticleFormat.Json,
        ".html" or ".htm" or ".xhtml" => ArticleFormat.Html,
        _ => null,
    };
}
