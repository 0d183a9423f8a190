namespace NewsBot.Pages;

/// <summary>Addresses that make a browser show and highlight a text in a page: https://wicg.github.io/scroll-to-text-fragment/</summary>
internal static class TextFragment
{
    // A longer text is named by its beginning and its end, as the page may have marks within it that the text does not show.
    private const int WordsAtEachEnd = 5;

    public static string Of(Uri page, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var fragment = words.Length <= 2 * WordsAtEachEnd
            ? Encode(words)
            : $"{Encode(words[..WordsAtEachEnd])},{Encode(words[^WordsAtEachEnd..])}";
        return $"{page.GetLeftPart(UriPartial.Query)}#{page.Fragment.TrimStart('#')}:~:text={fragment}";
    }

    // Hyphens and commas separate the parts of a fragment.
    private static string Encode(string[] words) => Uri.EscapeDataString(string.Join(' ', words)).Replace("-", "%2D", StringComparison.Ordinal);
}
