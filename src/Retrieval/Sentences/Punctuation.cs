using System.Buffers;

namespace NewsBot.Retrieval.Sentences;

/// <summary>What single characters mean to the splitter.</summary>
internal static class Punctuation
{
    /// <summary>Marks that can end a sentence, in the scripts that news is read in.</summary>
    public static readonly SearchValues<char> Terminators = SearchValues.Create(".!?…‼⁇⁈⁉؟۔।。！？｡．");

    /// <summary>Terminators that are written without a space after them, and never inside an abbreviation or a number.</summary>
    private static readonly SearchValues<char> UnspacedTerminators = SearchValues.Create("؟۔।。！？｡");

    private const int MostClosers = 16;

    public static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\v\f\u0085\u2028\u2029");

    public static bool IsTerminator(char c) => Terminators.Contains(c);

    public static bool IsUnspacedTerminator(char c) => UnspacedTerminators.Contains(c);

    /// <summary>White space, and what looks like it or like nothing: control characters, zero-width spaces, direction marks.</summary>
    public static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF';

    public static bool IsOpeningBracket(char c) => c is '(' or '[' or '{' or '（' or '【' or '［';

    public static bool IsClosingBracket(char c) => c is ')' or ']' or '}' or '）' or '】' or '］';

    /// <summary>Quotation marks that only ever close. (’ is not among them: it is also the apostrophe.)</summary>
    public static bool IsClosingQuote(char c) => c is '”' or '»' or '›' or '」' or '』' or '〞' or '＂';

    public static bool IsOpeningQuote(char c) => c is '“' or '„' or '‟' or '«' or '‹' or '「' or '『' or '〝' or '‘' or '‚';

    public static bool IsStraightQuote(char c) => c is '"' or '\'';

    public static bool IsDash(char c) => c is '-' or '–' or '—' or '―' or '‒';

    /// <summary>Markdown emphasis, which hugs a sentence: <c>**It is over.**</c></summary>
    public static bool IsEmphasis(char c) => c is '*' or '_';

    public static int SkipBlanks(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsBlank(text[position]))
        {
            position++;
        }

        return position;
    }

    public static TextSpan Trim(ReadOnlySpan<char> text, int start, int end)
    {
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return new(start, end);
    }

    /// <summary>Whether the text ends as a sentence does; closing quotes, brackets and emphasis after that do not matter.</summary>
    public static bool EndsAsSentence(ReadOnlySpan<char> text)
    {
        // Nobody closes more than a few things at once; unbounded, a text of quotation marks would be walked again for every line.
        var last = text.Length - 1;
        var furthest = Math.Max(0, text.Length - MostClosers);
        while (last >= furthest && (IsBlank(text[last]) || IsClosingQuote(text[last]) || IsClosingBracket(text[last])
            || IsStraightQuote(text[last]) || IsEmphasis(text[last]) || text[last] == '’'))
        {
            last--;
        }

        return last >= 0 && IsTerminator(text[last]);
    }
}
