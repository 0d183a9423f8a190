using System.Runtime.CompilerServices;

namespace NewsBot.Retrieval.Articles;

/// <summary>One line of a file, before it is decoded.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without the line feed; valid until the next line is read. Only a beginning when the line is too long.</param>
/// <param name="Length">The line's whole length in bytes.</param>
internal sealed record ByteLine(long Number, ReadOnlyMemory<byte> Bytes, long Length);

/// <summary>Reads a file line by line as bytes, so that one line of invalid UTF-8 does not spoil the next.</summary>
internal static class ByteLines
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads all lines; of one that is longer than <paramref name="maxLength"/>, the rest is passed over but counted.</summary>
    public static async IAsyncEnumerable<ByteLine> ReadAsync(
        Stream stream, int maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkSize];
        var line = new MemoryStream();
        var (number, length) = (1L, 0L);
        await using var utf8 = await StoryEncoding.ToUtf8Async(stream, cancellationToken);
        while (await utf8.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            var start = 0;
            while (start < read)
            {
                var offset = chunk.AsSpan(start, read - start).IndexOf((byte)'\n');
                var part = chunk.AsMemory(start, offset < 0 ? read - start : offset);
                length += part.Length;
                line.Write(part.Span[..(int)Math.Min(part.Length, maxLength - line.Length)]);
                start += part.Length + 1;
                if (offset >= 0)
                {
                    yield return new(number, line.GetBuffer().AsMemory(0, (int)line.Length), length);
                    line.SetLength(0);
                    (number, length) = (number + 1, 0);
                }
            }
        }

        if (length > 0)
        {
            yield return new(number, line.GetBuffer().AsMemory(0, (int)line.Length), length);
        }
    }
}
