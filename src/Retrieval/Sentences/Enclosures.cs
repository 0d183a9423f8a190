using System.Buffers;

namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Finds what stands between quotation marks or parentheses, within one paragraph. A quotation of several sentences belongs together
/// with its speaker: <c>“We are not concerned by X. We are concerned by Y,” said Lavrov.</c>
/// </summary>
internal static class Enclosures
{
    private const int MostCharacters = 500;
    private const int MostSentences = 4;
    private const int None = -1;

    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“”„‟«»「」『』〝〞＂`'");

    /// <summary>
    /// Takes out the sentence ends that lie inside an enclosure. One that is too long to be quoted as a unit, a monologue, keeps
    /// its ends. A mark without a partner encloses nothing, so it cannot swallow the rest of a paragraph.
    /// </summary>
    public static void KeepWhole(ReadOnlySpan<char> paragraph, List<int> ends)
    {
        if (ends.Count == 0)
        {
            return;
        }

        RemoveInside(FindQuotations(paragraph, out _), ends);
        RemoveInside(FindSingleQuotations(paragraph), ends);
        RemoveInside(FindParentheses(paragraph), ends);
    }

    private static void RemoveInside(List<TextSpan> enclosures, List<int> ends)
    {
        var kept = 0;
        var next = 0;
        foreach (var enclosure in enclosures)
        {
            while (next < ends.Count && ends[next] <= enclosure.Start)
            {
                ends[kept++] = ends[next++];
            }

            var first = next;
            while (next < ends.Count && ends[next] < enclosure.End)
            {
                next++;
            }

            if (next - first >= MostSentences || enclosure.Length > MostCharacters)
            {
                while (first < next)
                {
                    ends[kept++] = ends[first++];
                }
            }
        }

        while (next < ends.Count)
        {
            ends[kept++] = ends[next++];
        }

        ends.RemoveRange(kept, ends.Count - kept);
    }

    /// <summary>Spans from the opening mark to after the closing one, in order, without overlap: one pass, one open mark at a time.</summary>
    /// <param name="unclosed">Offset of the last opening mark that none closes, or −1.</param>
    public static List<TextSpan> FindQuotations(ReadOnlySpan<char> text, out int unclosed)
    {
        var quotations = new List<TextSpan>();
        var open = None;
        for (var i = 0; i < text.Length; i++)
        {
            var offset = text[i..].IndexOfAny(QuotationMarks);
            if (offset < 0)
            {
                break;
            }

            i += offset;
            switch (RoleOf(text, i, open))
            {
                case Role.Opens:
                    open = text[i] is '`' or '\'' ? i - 1 : i;
                    break;
                case Role.Closes when open != None:
                    quotations.Add(new(open, i + 1));
                    open = None;
                    break;
                default:
                    break;
            }
        }

        unclosed = open;
        return quotations;
    }

    private static Role RoleOf(ReadOnlySpan<char> text, int position, int open) => text[position] switch
    {
        // German „…“ closes with the mark that opens in English.
        '“' when open != None && text[open] == '„' => Role.Closes,
        '"' => RoleOfStraight(text, position, open),
        '`' => position > 0 && text[position - 1] == '`' ? Role.Opens : Role.None,
        '\'' => position > 0 && text[position - 1] == '\'' ? RoleOfDouble(text, position, open) : Role.None,
        var mark => Punctuation.IsOpeningQuote(mark) ? Role.Opens : Role.Closes,
    };

    // Two apostrophes close what `` opened; some outlets also open with them, before a word and not after one (6'').
    private static Role RoleOfDouble(ReadOnlySpan<char> text, int position, int open) =>
        open != None ? Role.Closes
        : position + 1 < text.Length && !Punctuation.IsBlank(text[position + 1]) && (position < 2 || !char.IsLetterOrDigit(text[position - 2])) ? Role.Opens
        : Role.None;

    // Straight marks look alike: one opens when it touches the word after it, and closes when it touches the word before it.
    // An opening one after an open one means that the earlier was never closed.
    private static Role RoleOfStraight(ReadOnlySpan<char> text, int position, int open)
    {
        var before = position == 0 ? ' ' : text[position - 1];
        var after = position + 1 == text.Length ? ' ' : text[position + 1];
        var opensHere = Punctuation.IsBlank(before) || Punctuation.IsOpeningBracket(before) || Punctuation.IsDash(before);
        var closesHere = Punctuation.IsBlank(after) || Punctuation.IsClosingBracket(after) || Punctuation.IsTerminator(after)
            || Punctuation.IsDash(after) || after is ',' or ';' or ':';
        return (opensHere, closesHere) switch
        {
            (true, false) => Role.Opens,
            (false, true) => open == None ? Role.None : Role.Closes, // 6'2" opens nothing
            _ when open != None => Role.Closes,
            _ => char.IsLetterOrDigit(before) ? Role.None : Role.Opens,
        };
    }

    /// <summary>
    /// A single mark is an apostrophe more often than not. Only an utterance counts: it opens before a capital,
    /// and a comma or the end of a sentence stands at its close: <c>'We won. We did it,' she said.</c>
    /// </summary>
    public static List<TextSpan> FindSingleQuotations(ReadOnlySpan<char> text)
    {
        var quotations = new List<TextSpan>();
        var open = None;
        for (var i = 0; i < text.Length; i++)
        {
            var offset = text[i..].IndexOfAny('\'', '‘', '’');
            if (offset < 0)
            {
                break;
            }

            i += offset;
            var before = i == 0 ? ' ' : text[i - 1];
            var after = i + 1 == text.Length ? ' ' : text[i + 1];
            if (text[i] != '’' && !char.IsLetterOrDigit(before) && char.IsUpper(after))
            {
                open = i;
            }
            else if (open != None && text[i] != '‘' && !char.IsLetterOrDigit(after))
            {
                if (before is ',' || after is ',' || Punctuation.IsTerminator(before))
                {
                    quotations.Add(new(open, i + 1));
                }

                open = None;
            }
        }

        return quotations;
    }

    private static List<TextSpan> FindParentheses(ReadOnlySpan<char> text)
    {
        var parentheses = new List<TextSpan>();
        var open = None;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var offset = text[i..].IndexOfAny('(', ')');
            if (offset < 0)
            {
                break;
            }

            i += offset;

            // One that was opened too long ago was a slip or a smiley.
            if (depth > 0 && i - open > MostCharacters)
            {
                depth = 0;
            }

            if (text[i] == '(')
            {
                open = depth == 0 ? i : open;
                depth++;
            }
            else if (depth > 0 && --depth == 0)
            {
                parentheses.Add(new(open, i + 1));
            }
        }

        return parentheses;
    }

    private enum Role
    {
        None,
        Opens,
        Closes,
    }
}
