using System.Globalization;
using System.Text;

namespace NewsBot.Retrieval.Articles;

/// <summary>Titles, outlets and bylines as lists and citations show them: one line, of a sensible length, harmless to print.</summary>
internal static class SingleLine
{
    /// <summary>Collapses white space, and drops control characters and marks that turn the direction of the text after them.</summary>
    public static string Clean(string text, int maxLength)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, 256));
        var spaceDue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spaceDue = cleaned.Length > 0;
            }
            else if (!Rune.IsControl(rune) && !IsInvisible(rune))
            {
                if (spaceDue)
                {
                    cleaned.Append(' ');
                    spaceDue = false;
                }

                cleaned.Append(rune.ToString());
                if (cleaned.Length > maxLength)
                {
                    break;
                }
            }
        }

        return Truncate(cleaned.ToString(), maxLength).TrimEnd();
    }

    /// <summary>The text's beginning, never ending in half a surrogate pair.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        return char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] : text[..maxLength];
    }

    // Zero-width joiners stay: emoji and several scripts are spelt with them.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);
}
