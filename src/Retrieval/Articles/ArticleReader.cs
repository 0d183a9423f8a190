using System.Buffers;
using System.IO.Enumeration;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace NewsBot.Retrieval.Articles;

/// <summary>Reads stories from files (<c>.txt</c>, <c>.md</c>, <c>.jsonl</c>) and folders of them. What cannot be read never stops the rest.</summary>
public static class ArticleReader
{
    /// <summary>A longer story is not a story: files and lines of JSON above this many bytes are refused.</summary>
    public const int MaxStoryBytes = 20 * 1024 * 1024;

    private const string Supported = ".txt, .md and .jsonl";

    /// <summary>
    /// The stories of all paths: files in the order given, a folder's files in the ordinal order of their paths. In folders, hidden files,
    /// files of other kinds and a README.md are passed over, and links to folders are not followed.
    /// </summary>
    public static async IAsyncEnumerable<ReadResult> ReadAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                await foreach (var result in ReadFileAsync(path, cancellationToken))
                {
                    yield return result;
                }

                continue;
            }

            var files = StoriesIn(path);
            if (files.Count == 0)
            {
                yield return new ReadResult.Unreadable(path, $"The folder holds no stories; stories are {Supported} files.");
            }

            foreach (var file in files)
            {
                await foreach (var result in ReadFileAsync(file, cancellationToken))
                {
                    yield return result;
                }
            }
        }
    }

    private static List<string> StoriesIn(string folder) =>
        new FileSystemEnumerable<string>(
            folder,
            (ref entry) => entry.ToSpecifiedFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory
                && FormatOf(entry.FileName) is not null
                && !entry.FileName.Equals("README.md", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }
        .Order(StringComparer.Ordinal)
        .ToList();

    private static ArticleFormat? FormatOf(ReadOnlySpan<char> fileName) => Path.GetExtension(fileName).ToString().ToLowerInvariant() switch
    {
        ".txt" => ArticleFormat.Text,
        ".md" => ArticleFormat.Markdown,
        ".jsonl" => ArticleFormat.Json,
        _ => null,
    };

    private static async IAsyncEnumerable<ReadResult> ReadFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (FormatOf(path) is not { } format)
        {
            var exists = File.Exists(path);
            yield return new ReadResult.Unreadable(path, exists ? $"This kind of file is not known; stories are {Supported} files." : "There is no such file or folder.");
            yield break;
        }

        var (stream, problem) = Open(path);
        if (stream is null)
        {
            yield return new ReadResult.Unreadable(path, problem!);
            yield break;
        }

        await using (stream)
        {
            if (format != ArticleFormat.Json)
            {
                yield return await ReadWholeAsync(stream, path, format, cancellationToken);
                yield break;
            }

            await foreach (var result in ReadLinesAsync(stream, path, cancellationToken))
            {
                yield return result;
            }
        }
    }

    private static (FileStream? Stream, string? Problem) Open(string path)
    {
        try
        {
            return (new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan), null);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "There is no such file or folder.");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "The file may not be read; check its permissions.");
        }
        catch (IOException failure)
        {
            return (null, $"The file could not be read: {failure.Message}");
        }
    }

    private static async Task<ReadResult> ReadWholeAsync(FileStream stream, string path, ArticleFormat format, CancellationToken cancellationToken)
    {
        if (stream.Length > MaxStoryBytes)
        {
            return new ReadResult.Unreadable(path, TooLarge("The file", stream.Length));
        }

        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return StoryText.TryDecode(bytes, out var text, out var problem)
            ? new ReadResult.Story(new RawArticle(path, Path.GetFileNameWithoutExtension(path), format, text))
            : new ReadResult.Unreadable(path, problem);
    }

    private static async IAsyncEnumerable<ReadResult> ReadLinesAsync(
        FileStream stream, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (stream.Length == 0)
        {
            yield return new ReadResult.Unreadable(path, StoryText.Empty);
            yield break;
        }

        var name = Path.GetFileNameWithoutExtension(path);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1024 * 1024, leaveOpen: true));
        var (number, dropped) = (1, 0L);
        for (var isLast = false; !isLast;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            isLast = read.IsCompleted;
            while (TakeLine(ref buffer, isLast, out var line))
            {
                var location = $"{path}:{number++}";
                if (dropped + line.Length > MaxStoryBytes)
                {
                    yield return new ReadResult.Unreadable(location, TooLarge("The line", dropped + line.Length));
                }
                else if (ReadLine(line.ToArray(), location, $"{name}-{number - 1}") is { } result)
                {
                    yield return result;
                }

                dropped = 0;
            }

            if (dropped + buffer.Length > MaxStoryBytes)
            {
                // Only its length is still of interest.
                dropped += buffer.Length;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        await reader.CompleteAsync();
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        buffer = isLast ? buffer.Slice(buffer.End) : buffer;
        return isLast && !line.IsEmpty;
    }

    private static ReadResult? ReadLine(byte[] bytes, string location, string name)
    {
        if (bytes.AsSpan().Trim("\uFEFF \t\r"u8).IsEmpty)
        {
            return null;
        }

        return StoryText.TryDecode(bytes, out var text, out var problem)
            ? new ReadResult.Story(new RawArticle(location, name, ArticleFormat.Json, text))
            : new ReadResult.Unreadable(location, problem);
    }

    private static string TooLarge(string what, long bytes) =>
        $"{what} has {bytes / 1024.0 / 1024.0:0.0} MB, and a story may have at most {MaxStoryBytes / 1024 / 1024} MB; split it.";
}
