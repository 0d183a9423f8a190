using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Retrieval.Articles;

/// <summary>Reads the stories in a document, one at a time; one that cannot be read never stops the rest.</summary>
internal static class DocumentReader
{
    private const double BytesPerMegabyte = 1024 * 1024;

    public static IAsyncEnumerable<ArticleReading> ReadAsync(StoryDocument document, CancellationToken cancellationToken) => document.Kind switch
    {
        DocumentKind.JsonLines => ReadLinesAsync(document, cancellationToken),
        DocumentKind.Zip => StoryArchive.ReadAsync(document, cancellationToken),
        _ => ReadWholeAsync(document, cancellationToken),
    };

    public static ArticleReading.Unreadable TooLarge(string location, string what, long bytes) =>
        new(location, string.Create(
            CultureInfo.InvariantCulture,
            $"The {what} has {bytes / BytesPerMegabyte:F1} MB, and a story at most {ArticleReader.MaxStoryBytes / BytesPerMegabyte:F0} MB: split it into its stories."));

    private static async IAsyncEnumerable<ArticleReading> ReadWholeAsync(StoryDocument document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (bytes, problem) = await ReadBytesAsync(document, cancellationToken);
        if (bytes is null)
        {
            yield return problem!;
            yield break;
        }

        var readings = document.Kind switch
        {
            DocumentKind.Feed => FeedReader.Read(document, bytes),
            DocumentKind.Pdf => [PdfStory.Read(document, bytes, cancellationToken)],
            DocumentKind.Html => [Story(document, ArticleFormat.Html, PageEncoding.Decode(bytes, document.Charset))],
            _ => [ReadText(document, bytes)],
        };
        foreach (var reading in readings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return reading;
        }
    }

    private static async Task<(byte[]? Bytes, ArticleReading? Problem)> ReadBytesAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        try
        {
            if (document.Content.Length > ArticleReader.MaxStoryBytes)
            {
                return (null, TooLarge(document.Location, "file", document.Content.Length));
            }

            var bytes = new byte[document.Content.Length];
            var length = await document.Content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return (bytes[..length], null);
        }
        catch (IOException failure)
        {
            return (null, new ArticleReading.Unreadable(document.Location, StoryFile.ReasonFor(failure)));
        }
    }

    private static ArticleReading ReadText(StoryDocument document, byte[] bytes) => StoryEncoding.DecodeFile(bytes) switch
    {
        DecodedText.Text text => Story(document, document.Kind == DocumentKind.Markdown ? ArticleFormat.Markdown : ArticleFormat.Text, text.Value),
        DecodedText.Invalid invalid => new ArticleReading.Unreadable(document.Location, $"The file {invalid.Reason}"),
        _ => throw new InvalidOperationException("All cases are above."),
    };

    private static ArticleReading.Story Story(StoryDocument document, ArticleFormat format, string content) =>
        new(new(document.Location, format, content, document.Name) { Address = document.Address, Hints = document.Hints });

    private static async IAsyncEnumerable<ArticleReading> ReadLinesAsync(StoryDocument document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEmpty = true;
        await using var lines = ByteLines.ReadAsync(document.Content, ArticleReader.MaxStoryBytes, cancellationToken).GetAsyncEnumerator(cancellationToken);
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
                yield return new ArticleReading.Unreadable(document.Location, problem);
                yield break;
            }

            var line = lines.Current;
            var reading = ReadLine(document, line);
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
            yield return new ArticleReading.Unreadable(document.Location, "The file is empty: write one story per line into it.");
        }
    }

    private static ArticleReading? ReadLine(StoryDocument document, ByteLine line)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var location = $"{document.Location}:{number}";
        if (line.Length > ArticleReader.MaxStoryBytes)
        {
            return TooLarge(location, "line", line.Length);
        }

        if (line.Bytes.Span.Trim(" \t\r\f\v"u8).IsEmpty)
        {
            return null;
        }

        return StoryEncoding.DecodeUtf8(line.Bytes.Span) switch
        {
            DecodedText.Text text => new ArticleReading.Story(new(location, ArticleFormat.Json, text.Value, $"{document.Name}-{number}")),
            DecodedText.Invalid invalid => new ArticleReading.Unreadable(location, $"The line {invalid.Reason}"),
            _ => throw new InvalidOperationException("All cases are above."),
        };
    }
}
