using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// Stories in a ZIP file, read one after the other and never unpacked to disk. What an entry claims of its size is not believed: a few kilobytes
/// can unpack to petabytes.
/// </summary>
internal static class StoryArchive
{
    /// <summary>The most entries that an archive may have.</summary>
    public const int MaxEntries = 20_000;

    /// <summary>The most bytes that its entries may unpack to, all together.</summary>
    public const long MaxBytes = 512L * 1024 * 1024;

    public static async IAsyncEnumerable<ArticleReading> ReadAsync(StoryDocument document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (archive, problem) = Open(document);
        if (archive is null)
        {
            yield return problem!;
            yield break;
        }

        using (archive)
        {
            var left = MaxBytes;
            var isEmpty = true;
            foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                if (IsPassedOver(entry) || DocumentKinds.ByName(entry.Name) is not { } kind)
                {
                    continue;
                }

                isEmpty = false;
                var location = $"{document.Location}/{entry.FullName}";
                var (content, failure) = await UnpackAsync(entry, location, kind == DocumentKind.JsonLines ? left : Math.Min(left, ArticleReader.MaxStoryBytes), cancellationToken);
                if (content is null)
                {
                    yield return failure!;
                    if (left < ArticleReader.MaxStoryBytes)
                    {
                        yield break;
                    }

                    left -= ArticleReader.MaxStoryBytes;
                    continue;
                }

                left -= content.Length;
                await using (content)
                {
                    var inside = new StoryDocument(location, $"{document.Name}-{Path.ChangeExtension(entry.FullName, null)}", kind, content);
                    await foreach (var reading in DocumentReader.ReadAsync(inside, cancellationToken))
                    {
                        yield return reading;
                    }
                }
            }

            if (isEmpty)
            {
                yield return new ArticleReading.Unreadable(document.Location, $"The archive holds no stories: put {DocumentKinds.Supported} files into it.");
            }
        }
    }

    // An archive in an archive multiplies; and what macOS adds are no stories.
    private static bool IsPassedOver(ZipArchiveEntry entry) =>
        entry.Name.Length == 0 || entry.Name.StartsWith('.') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || DocumentKinds.ByName(entry.Name) == DocumentKind.Zip;

    private static (ZipArchive? Archive, ArticleReading? Problem) Open(StoryDocument document)
    {
        try
        {
            var archive = new ZipArchive(document.Content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count <= MaxEntries)
            {
                return (archive, null);
            }

            archive.Dispose();
            return (null, new ArticleReading.Unreadable(document.Location, string.Create(
                CultureInfo.InvariantCulture, $"The archive has more than {MaxEntries:N0} entries: split it, or unpack it and index the folder.")));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return (null, new ArticleReading.Unreadable(document.Location, "The file is not a ZIP archive, or is damaged: make it again."));
        }
    }

    private static async Task<(MemoryStream? Content, ArticleReading? Problem)> UnpackAsync(
        ZipArchiveEntry entry, string location, long limit, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        try
        {
            await using var packed = await entry.OpenAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            for (int read; (read = await packed.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (content.Length + read > limit)
                {
                    return (null, new ArticleReading.Unreadable(location, string.Create(
                        CultureInfo.InvariantCulture,
                        $"The entry unpacks to more than {limit / 1024 / 1024} MB, which is more than a story or its archive may have: split it into its stories.")));
                }

                content.Write(buffer, 0, read);
            }

            content.Position = 0;
            return (content, null);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or NotSupportedException)
        {
            return (null, new ArticleReading.Unreadable(location, "The entry is damaged, encrypted, or packed in an unusual way: make the archive again."));
        }
    }
}
