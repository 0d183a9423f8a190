using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NewsBot.Retrieval.Articles;

/// <summary>Turns a file's bytes into text, or says why they are none.</summary>
internal static class StoryText
{
    public const string Empty = "The file is empty.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <param name="problem">One sentence for people that says what to do.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? problem)
    {
        (text, problem) = (null, null);
        (Encoding encoding, int mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
            [0xFF, 0xFE, ..] => (Utf16, 2),
            [0xFE, 0xFF, ..] => (Utf16BigEndian, 2),
            _ => ((Encoding)Utf8, 0),
        };
        var content = bytes[mark..];
        if (ReferenceEquals(encoding, Utf8) && content.Contains((byte)0))
        {
            problem = "This is not a text file (it holds binary data).";
            return false;
        }

        try
        {
            text = encoding.GetString(content);
        }
        catch (DecoderFallbackException failure)
        {
            var line = content[..Math.Clamp(failure.Index, 0, content.Length)].Count((byte)'\n') + 1;
            problem = $"The text is not valid UTF-8 (line {line}); save it as UTF-8.";
            return false;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            (text, problem) = (null, Empty);
            return false;
        }

        return true;
    }
}
