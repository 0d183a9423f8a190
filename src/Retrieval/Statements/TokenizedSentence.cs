using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>A sentence as words and marks. Asked for a place before its beginning or after its end, it says that nothing is there.</summary>
/// <param name="body">The story's.</param>
/// <param name="isFirst">Whether the story begins with it.</param>
internal sealed class TokenizedSentence(string body, List<Token> tokens, bool isFirst)
{
    // From this share of capitals on, a sentence is a headline, in which verbs have them too.
    private const double Headline = 0.6;

    // NICOSIA, Cyprus (Reuters) —
    private const int LongestDateline = 8;

    private const string QuotationMarks = "\"“”'‘’` ";

    public int Count => tokens.Count;

    public bool IsFirst => isFirst;

    public bool IsHeadline { get; } =
        tokens.Count(token => token is { IsWord: true, IsCapitalised: true }) >= Headline * tokens.Count(token => token.IsWord);

    /// <summary>Index after the last token that is no full stop.</summary>
    public int EndOfWords { get; } = tokens.FindLastIndex(token => token.Kind != TokenKind.Stop) + 1;

    /// <summary>Index of the first token after a dateline: ROME —</summary>
    public int StartOfText { get; } = tokens.FindIndex(token => token.Kind == TokenKind.Dash) is > 0 and <= LongestDateline and var dash
        && tokens[0].IsCapitalised && !body.AsSpan(tokens[0].Start..tokens[0].End).ContainsAnyInRange('a', 'z') ? dash + 1 : 0;

    public Token this[int index] => tokens[index];

    public bool IsWord(int index) => (uint)index < (uint)tokens.Count && tokens[index].IsWord;

    public bool Is(int index, PartOfSpeech part) => (uint)index < (uint)tokens.Count && tokens[index].Is(part);

    /// <param name="word">In small letters.</param>
    public bool Is(int index, string word) => (uint)index < (uint)tokens.Count && tokens[index].Is(word);

    public bool Is(int index, TokenKind kind) => (uint)index < (uint)tokens.Count && tokens[index].Kind == kind;

    /// <summary>Whether words in quotation marks stand there, be they a saying or a word or two.</summary>
    public bool IsQuoted(int index) => (uint)index < (uint)tokens.Count && tokens[index].Lexeme == Lexeme.Quoted;

    public bool IsParticiple(int index) =>
        IsWord(index) && !tokens[index].IsCapitalised && TextOf(index).EndsWith("ing", StringComparison.Ordinal);

    public bool Has(TokenRange range, Predicate<Token> predicate)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            if (predicate(tokens[index]))
            {
                return true;
            }
        }

        return false;
    }

    public ReadOnlySpan<char> TextOf(int index) => TextOf(new TokenRange(index, index + 1));

    public ReadOnlySpan<char> TextOf(TokenRange range) => body.AsSpan(tokens[range.Start].Start..tokens[range.End - 1].End);

    public TextSpan SpanOf(TokenRange range) => new(tokens[range.Start].Start, tokens[range.End - 1].End);

    /// <summary>The words that name something before a place; an empty range if there are none.</summary>
    public TokenRange PhraseBefore(int end) => NounPhrases.Before(tokens, end);

    /// <summary>The words that name something from a place on; an empty range if there are none.</summary>
    public TokenRange PhraseAfter(int start) => start < tokens.Count ? NounPhrases.After(tokens, start) : new TokenRange(start, start);

    public VerbGroup? VerbAt(int index) => VerbGroup.At(tokens, index);

    /// <summary>Whether a cue's form is a noun or an adjective where it stands.</summary>
    public bool IsNounAt(int index) => VerbGroup.IsNounAt(tokens, index);

    /// <summary>In <c>agencies quoted him as saying</c>, who is quoted, and where the saying stands; null for any other verb.</summary>
    public (TokenRange Speaker, int Saying)? QuotedBy(int verb) =>
        PhraseAfter(verb + 1) is { IsEmpty: false } speaker && Is(speaker.End, "as") && Is(speaker.End + 1, "saying") ? (speaker, speaker.End + 1) : null;

    /// <summary>A range without the marks around it; null if nothing is left.</summary>
    public TokenRange? Trim(int start, int end)
    {
        while (start < end && tokens[start].Kind is TokenKind.Comma or TokenKind.Dash or TokenKind.Colon)
        {
            start++;
        }

        while (end > start && tokens[end - 1].Kind is TokenKind.Comma or TokenKind.Dash or TokenKind.Colon or TokenKind.Stop)
        {
            end--;
        }

        return start < end ? new TokenRange(start, end) : null;
    }

    /// <summary>Where the part begins that a place belongs to: after a semicolon or an open bracket, else with the sentence; without its conjunction.</summary>
    public int StartOfPart(int index)
    {
        var start = 0;
        var depth = 0;
        for (var i = index - 1; i >= 0; i--)
        {
            depth += tokens[i].Kind switch { TokenKind.CloseBracket => 1, TokenKind.OpenBracket => -1, _ => 0 };
            if (tokens[i].Kind == TokenKind.Semicolon || depth < 0)
            {
                start = i + 1;
                break;
            }
        }

        while (start < index && tokens[start].Is(PartOfSpeech.Conjunction))
        {
            start++;
        }

        return start;
    }

    /// <summary>Whether a bracket closes that was opened before a place.</summary>
    public bool IsUnopened(int start, int closing) => !Has(new TokenRange(start, closing), token => token.Kind == TokenKind.OpenBracket);

    /// <summary>The last character within a quotation; a blank if there is none.</summary>
    public char LastOfQuotation(int quotation) => TextOf(quotation).TrimEnd(QuotationMarks) is { IsEmpty: false } text ? text[^1] : ' ';

    /// <summary>The first character within a quotation; a blank if there is none.</summary>
    public char FirstOfQuotation(int quotation) => TextOf(quotation).TrimStart(QuotationMarks + "[…") is { IsEmpty: false } text ? text[0] : ' ';
}
