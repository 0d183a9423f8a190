using System.Collections.Frozen;

namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Sentences whose space was lost when a page was scraped: <c>… after the talks.The minister …</c>. A full stop inside an address,
/// a number or a file name looks much the same and must not split it.
/// </summary>
internal static class LostSpaces
{
    // Longer than any word; keeps a text without spaces from being read again at every full stop.
    private const int Window = 40;

    // What comes after the last full stop of an address or a file name, if someone wrote it with a capital: Example.Com
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Endings =
        """
        com org net gov edu info biz co uk us de fr ru eu io ai tv me
        html htm pdf doc docx xls xlsx txt md js ts py cs zip exe jpg png mp3 mp4
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">The paragraph.</param>
    /// <param name="mark">The offset of the full stop, question or exclamation mark.</param>
    /// <param name="end">The offset of the character that follows it and its closing marks without a space.</param>
    public static bool IsAt(ReadOnlySpan<char> text, int mark, int end)
    {
        var before = mark == 0 ? ' ' : text[mark - 1];
        var endsWord = char.IsLower(before) || char.IsDigit(before) || before is '"' or '%'
            || Punctuation.IsClosingBracket(before) || Punctuation.IsClosingQuote(before);
        var next = end;
        while (next < text.Length && next - end < 2 && (Punctuation.IsOpeningQuote(text[next]) || text[next] is '"' or '('))
        {
            next++;
        }

        if (!endsWord || next >= text.Length || !char.IsUpper(text[next]) || Abbreviations.Before(text, mark) != Abbreviation.None)
        {
            return false;
        }

        var wordEnd = next + 1;
        while (wordEnd < text.Length && wordEnd - next < Window && char.IsLetter(text[wordEnd]))
        {
            wordEnd++;
        }

        // A word follows, not a letter of an abbreviation or another part of a name: Ph.D., version 2.B4, System.Text.Json
        var word = text[next..wordEnd];
        var isWord = word.Length > 1 ? char.IsLower(word[1]) : !char.IsDigit(before) && wordEnd < text.Length && text[wordEnd] != '.';
        var goesOn = wordEnd + 1 < text.Length && IsNamePart(text[wordEnd]) && char.IsLetterOrDigit(text[wordEnd + 1]);
        return isWord && !goesOn && !Endings.Contains(word) && !IsPartOfName(text, mark);
    }

    // https://example.org/a.Html, name@example.Org, System.Text.Json
    private static bool IsPartOfName(ReadOnlySpan<char> text, int mark)
    {
        for (var i = mark - 1; i >= 0 && mark - i < Window && !Punctuation.IsBlank(text[i]); i--)
        {
            if ((text[i] != '.' && IsNamePart(text[i]))
                || (text[i] == '.' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && !char.IsDigit(text[i + 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamePart(char c) => c is '.' or '/' or '\\' or '@' or '_' or '=';
}
