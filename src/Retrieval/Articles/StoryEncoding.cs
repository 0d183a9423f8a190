using System.Globalization;
using System.Text;

namespace NewsBot.Retrieval.Articles;

/// <summary>Bytes that turned out to be text, or not.</summary>
internal abstract record DecodedText
{
    private DecodedText()
    {
    }

    public sealed record Text(string Value) : DecodedText;

    /// <param name="Reason">The end of a sentence that begins with “The file” or “The line”.</param>
    public sealed record Invalid(string Reason) : DecodedText;
}

/// <summary>
/// Decodes stories strictly: a character that was replaced by � could never be quoted verbatim. UTF-8 is expected, and UTF-16 taken
/// where a byte order mark announces it.
/// </summary>
internal static class StoryEncoding
{
    private const string SaveAsUtf8 = "save it as UTF-8";

    // Of a hundred bytes of text, hardly one is a control character other than white space.
    private const int BytesPerControlCharacter = 50;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Utf16LittleEndianMark => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> Utf16BigEndianMark => [0xFE, 0xFF];

    /// <summary>Decodes a whole file.</summary>
    public static DecodedText DecodeFile(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new DecodedText.Invalid("is empty: write the story's text into it, or remove it.");
        }

        if (Utf16Of(bytes) is { } utf16)
        {
            return DecodeStrictly(bytes[2..], utf16, "UTF-16");
        }

        return DecodeUtf8(bytes.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes);
    }

    /// <summary>Decodes a part of a file, which has no byte order mark.</summary>
    public static DecodedText DecodeUtf8(ReadOnlySpan<byte> bytes) =>
        IsBinary(bytes)
            ? new DecodedText.Invalid($"is not text but binary data: export the story as text and {SaveAsUtf8}.")
            : DecodeStrictly(bytes, StrictUtf8, "UTF-8");

    /// <summary>NUL never stands in a text, and other control characters hardly ever.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
        {
            return true;
        }

        var controls = 0;
        foreach (var value in bytes)
        {
            controls += value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)'\v') or 0x7F ? 1 : 0;
        }

        return controls * (long)BytesPerControlCharacter > bytes.Length;
    }

    /// <summary>The stream as UTF-8 without a byte order mark; still to be checked, unless it was UTF-16.</summary>
    public static async Task<Stream> ToUtf8Async(Stream stream, CancellationToken cancellationToken)
    {
        var mark = new byte[3];
        var length = await stream.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellationToken);
        var utf16 = Utf16Of(mark.AsSpan(0, length));
        stream.Position = mark.AsSpan(0, length).StartsWith(Utf8Mark) ? 3 : utf16 is null ? 0 : 2;
        return utf16 is null ? stream : Encoding.CreateTranscodingStream(stream, utf16, Encoding.UTF8, leaveOpen: true);
    }

    private static DecodedText DecodeStrictly(ReadOnlySpan<byte> bytes, Encoding encoding, string name)
    {
        try
        {
            return new DecodedText.Text(encoding.GetString(bytes));
        }
        catch (DecoderFallbackException invalid)
        {
            var position = Math.Clamp(invalid.Index, 0, bytes.Length);
            var line = bytes[..position].Count((byte)'\n') + 1;
            return new DecodedText.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"is not valid {name} at its byte {position + 1} (line {line}): {SaveAsUtf8}."));
        }
    }

    private static UnicodeEncoding? Utf16Of(ReadOnlySpan<byte> bytes)
    {
        var isBigEndian = bytes.StartsWith(Utf16BigEndianMark);
        return isBigEndian || bytes.StartsWith(Utf16LittleEndianMark)
            ? new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true)
            : null;
    }
}
