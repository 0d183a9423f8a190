using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Text;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// Decodes pages. What is valid UTF-8 is UTF-8, whatever the page says: by chance no text in another encoding is. Else the byte order mark counts,
/// then the server's word, then the page's own, by the names of https://encoding.spec.whatwg.org; and Windows-1252, as in browsers, where nothing is said.
/// </summary>
public static partial class PageEncoding
{
    // Browsers look no further than 1,024 bytes; pages that were saved with comments on top need more.
    private const int DeclaredWithin = 4_096;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="charset">What the server says, or null.</param>
    public static string Decode(byte[] page, string? charset)
    {
        if (ByMark(page) is var (marked, length) && marked is not null)
        {
            return marked.GetString(page, length, page.Length - length);
        }

        if (TryDecodeUtf8(page) is { } text)
        {
            return text;
        }

        var declared = Named(charset) ?? Named(DeclaredIn(page));

        // It is not UTF-8 throughout. A byte gone astray spoils its character; a whole page in another encoding has them everywhere.
        return (declared is null or UTF8Encoding ? Mostly(page) : declared).GetString(page);
    }

    private static (Encoding? Encoding, int Length) ByMark(byte[] page) => page switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    private static string? TryDecodeUtf8(byte[] page)
    {
        try
        {
            return StrictUtf8.GetString(page);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Mostly(byte[] page)
    {
        var wrong = Encoding.UTF8.GetString(page).AsSpan().Count('\uFFFD');
        var others = page.Count(unit => unit >= 0x80);
        return wrong * 10 < others ? Encoding.UTF8 : Named("windows-1252")!;
    }

    private static Encoding? Named(string? name) =>
        name?.Trim(' ', '"', '\'') is { Length: > 0 } label && TextEncoding.IsSupported(label) ? TextEncoding.Resolve(label) : null;

    private static string? DeclaredIn(byte[] page) =>
        Charset().Match(Encoding.Latin1.GetString(page, 0, Math.Min(page.Length, DeclaredWithin))) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""<(meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?(?<name>[\w.:-]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
