using System.Buffers;

namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// The places in one paragraph where a sentence ends by its punctuation. Every rule looks at a bounded stretch around the mark, so
/// the time is linear in the paragraph whatever it holds.
/// </summary>
internal static class SentenceBoundaries
{
    private static readonly SearchValues<char> ClosingQuotes = SearchValues.Create("\"”’'»›」』");

    /// <summary>Offsets after the last character of each sentence but the last, ascending.</summary>
    public static List<int> Find(ReadOnlySpan<char> paragraph)
    {
        var ends = new List<int>();
        var isHeadline = !Punctuation.EndsAsSentence(paragraph);
        var hasWord = false; // a sentence has at least a letter or a digit: "… and then" is not "…" and "and then"
        var position = 0;
        while (position < paragraph.Length)
        {
            var offset = paragraph[position..].IndexOfAny(Punctuation.Terminators);
            if (offset < 0)
            {
                break;
            }

            hasWord = hasWord || HasWord(paragraph.Slice(position, offset));
            var mark = position + offset;
            var afterMarks = SkipTerminators(paragraph, mark);
            var end = SkipClosers(paragraph, afterMarks);
            position = end;
            if (hasWord && end < paragraph.Length && IsEnd(paragraph, mark, afterMarks, end, isHeadline))
            {
                ends.Add(end);
                hasWord = false;
            }
        }

        return ends;
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int mark, int afterMarks, int end, bool isHeadline)
    {
        if (Punctuation.IsUnspacedTerminator(text[mark]))
        {
            return true;
        }

        if (!Punctuation.IsBlank(text[end]))
        {
            return LostSpaces.IsAt(text, mark, end);
        }

        var next = Punctuation.SkipBlanks(text, end);
        if (next == text.Length)
        {
            return true;
        }

        if (IsContinuation(text[next]))
        {
            return false;
        }

        var follower = SkipOpeners(text, next);
        if (follower == text.Length)
        {
            return true;
        }

        // A small letter goes on with the sentence ("Ready?" he asked.), but for a brand's: iPhone sales fell.
        if (char.IsLower(text[follower]) && !IsBrand(text, follower))
        {
            return false;
        }

        var isClosed = end > afterMarks;
        if (isClosed)
        {
            var isQuotation = text[afterMarks..end].ContainsAny(ClosingQuotes);
            return !(isQuotation && Attributions.IsAt(text, next)) && (isQuotation || !IsBracketedAbbreviation(text, mark));
        }

        return text[mark] != '.' || afterMarks - mark > 1 || IsFullStop(text, mark, next, follower, isHeadline);
    }

    private static bool IsFullStop(ReadOnlySpan<char> text, int dot, int next, int follower, bool isHeadline)
    {
        // In a headline, where most words have a capital, a capital tells nothing: U.S. And Russia Agree On Talks
        var startsSentence = !isHeadline && (follower == next
            ? SentenceStarters.IsAt(text, follower)
            : IsQuote(text[next]) && char.IsUpper(text[follower]) && !IsNickname(text[follower..]));
        return Abbreviations.Before(text, dot) switch
        {
            Abbreviation.None => true,
            Abbreviation.NeverEnds => false,
            Abbreviation.BeforeNumber => !char.IsDigit(text[follower]) && !Punctuation.IsDash(text[next]),
            Abbreviation.TimeOfDay => char.IsUpper(text[follower]) && !SentenceStarters.IsDayMonthOrTimeZoneAt(text, follower)
                && !Punctuation.IsOpeningBracket(text[next]) && !Punctuation.IsDash(text[next]),
            _ => startsSentence,
        };
    }

    private static bool IsQuote(char c) => Punctuation.IsStraightQuote(c) || Punctuation.IsOpeningQuote(c);

    // One word between quotation marks, or two, amid a name: John J. "Jack" Pearce, C. L. “Big Bear” Olson
    private static bool IsNickname(ReadOnlySpan<char> text)
    {
        const int LongestNickname = 20;
        var close = text[..Math.Min(text.Length, LongestNickname)].IndexOfAny(ClosingQuotes);
        return close > 0 && (char.IsLetter(text[close - 1]) && text[..close].Count(' ') <= 1);
    }

    // (see Fig. 2.) Then …: the bracket ends as any other; but "Ministry (Gov.) Smith" does not end at all.
    private static bool IsBracketedAbbreviation(ReadOnlySpan<char> text, int mark) =>
        text[mark] == '.' && Abbreviations.Before(text, mark) == Abbreviation.NeverEnds;

    private static bool IsContinuation(char c) => c is ',' or ';' or ':' or '%' or '/' or '&' or '=' || Punctuation.IsClosingBracket(c);

    private static bool IsBrand(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length && (char.IsUpper(text[position + 1])
            || (position + 2 < text.Length && text[position + 1] == '-' && char.IsUpper(text[position + 2])));

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }

    // A run counts as one mark: "?!", "...", and the spaced ". . ." of older newswire.
    private static int SkipTerminators(ReadOnlySpan<char> text, int position)
    {
        while (true)
        {
            while (position < text.Length && Punctuation.IsTerminator(text[position]))
            {
                position++;
            }

            if (position + 2 >= text.Length || text[position] is not (' ' or '\u00A0') || text[position - 1] != '.'
                || text[position + 1] != '.' || char.IsLetterOrDigit(text[position + 2]))
            {
                return position;
            }

            position++;
        }
    }

    // What closes after the full stop belongs to the sentence: quotation marks, brackets, emphasis, and a reference such as [3].
    private static int SkipClosers(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '[' && ReferenceLength(text[position..]) is > 0 and var length)
            {
                position += length;
            }
            else if (Punctuation.IsClosingQuote(c) || Punctuation.IsClosingBracket(c)
                || ((Punctuation.IsStraightQuote(c) || Punctuation.IsEmphasis(c) || c == '’') && Closes(text, position)))
            {
                position++;
            }
            else if (c == ' ' && ClosesApart(text[(position + 1)..]))
            {
                position += 2;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    // Corpora of split words set a closing mark apart: … he said . '' Then …, ( see below . ) Then …
    private static bool ClosesApart(ReadOnlySpan<char> text) =>
        text is ['\'', '\'', ' ', ..] or ['\'', '\'']
        || (text.Length > 0 && (Punctuation.IsClosingQuote(text[0]) || Punctuation.IsClosingBracket(text[0])));

    // These marks open as well: one closes where no word touches it. In `tired."He` the quotation is closed before the lost space.
    private static bool Closes(ReadOnlySpan<char> text, int position)
    {
        var after = position + 1;
        return after >= text.Length || !char.IsLetterOrDigit(text[after])
            || (char.IsUpper(text[after]) && text[position] is '"' or '’' && IsOpenBefore(text, position));
    }

    // Whether an odd number of straight marks stands before, in the stretch that a quotation can have.
    private static bool IsOpenBefore(ReadOnlySpan<char> text, int position)
    {
        var isOpen = false;
        for (var i = Math.Max(0, position - 300); i < position; i++)
        {
            isOpen = text[i] == '"' ? !isOpen : isOpen;
        }

        return isOpen;
    }

    private static int ReferenceLength(ReadOnlySpan<char> text)
    {
        const int LongestReference = 30;
        var close = text[..Math.Min(text.Length, LongestReference)].IndexOf(']');
        return close > 1 ? close + 1 : 0;
    }

    private static int SkipOpeners(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && (Punctuation.IsOpeningQuote(text[position]) || Punctuation.IsOpeningBracket(text[position])
            || Punctuation.IsStraightQuote(text[position]) || Punctuation.IsEmphasis(text[position])
            || Punctuation.IsDash(text[position]) || Punctuation.IsBlank(text[position]) || text[position] is '`' or '’' or '¿' or '¡'))
        {
            position++;
        }

        return position;
    }
}
