using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Cuts a sentence into words and marks; a quotation in it is one token.</summary>
internal static class SentenceTokens
{
    private static readonly string[] Clitics = ["s", "ve", "ll", "d", "re", "m"];

    /// <param name="quotations">Those of the whole body, in order.</param>
    /// <param name="tokens">Filled with the sentence's.</param>
    public static void Read(string body, TextSpan sentence, IReadOnlyList<Quotation> quotations, ref int nextQuotation, List<Token> tokens)
    {
        tokens.Clear();
        var position = sentence.Start;
        while (position < sentence.End)
        {
            while (nextQuotation < quotations.Count && quotations[nextQuotation].Span.End <= position)
            {
                nextQuotation++;
            }

            if (nextQuotation < quotations.Count && quotations[nextQuotation].Span is var quoted && quoted.Start <= position)
            {
                // Words in marks that say nothing by themselves are one word: called it “ridiculous”.
                var kind = quotations[nextQuotation].IsUtterance(body) ? TokenKind.Quotation : TokenKind.Word;
                tokens.Add(new Token(quoted.Start, quoted.End, kind, Lexeme.Quoted, IsCapitalised: false));
                position = Math.Min(quoted.End, sentence.End);
            }
            else if (IsInWord(body[position]))
            {
                position = AddWord(body, position, sentence.End, tokens);
            }
            else
            {
                position = AddMark(body, position, tokens);
            }
        }

        JoinPhrases(body, tokens);
    }

    // A verb and what makes it a cue are one word: pointed out.
    private static void JoinPhrases(string body, List<Token> tokens)
    {
        var kept = 0;
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            foreach (var phrase in token.Lexeme.Phrases)
            {
                if (Follows(body, tokens, index + 1, phrase.Rest))
                {
                    index += phrase.Rest.Count;
                    token = token with { End = tokens[index].End, Lexeme = phrase.Lexeme };
                    break;
                }
            }

            tokens[kept++] = token;
        }

        tokens.RemoveRange(kept, tokens.Count - kept);
    }

    private static bool Follows(string body, List<Token> tokens, int index, IReadOnlyList<string> words)
    {
        if (index + words.Count > tokens.Count)
        {
            return false;
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (!body.AsSpan(tokens[index + i].Start, tokens[index + i].End - tokens[index + i].Start).Equals(words[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '$' or '£' or '€' or '@' or '#' or '%' or '&';

    private static int AddWord(string body, int start, int sentenceEnd, List<Token> tokens)
    {
        var end = start + 1;
        while (end < sentenceEnd && (IsInWord(body[end]) || (end + 1 < sentenceEnd && body[end] is '-' or '.' or ',' or '’' or '\'' && JoinsWords(body, end))))
        {
            end++;
        }

        // A full stop within a sentence is an abbreviation's.
        if (end + 1 < sentenceEnd && body[end] == '.')
        {
            end++;
        }

        var apostrophe = body.AsSpan(start, end - start).LastIndexOfAny('’', '\'');
        var clitic = apostrophe > 0 && Clitics.Contains(body[(start + apostrophe + 1)..end], StringComparer.Ordinal) ? start + apostrophe : end;
        Add(start, clitic);
        if (clitic < end)
        {
            // he's going, but Kerry's plan
            var isVerb = end - clitic == 2 && body[end - 1] == 's' && tokens[^1].Is(PartOfSpeech.Subject | PartOfSpeech.Interrogative | PartOfSpeech.That);
            Add(clitic, end);
            tokens[^1] = isVerb ? tokens[^1] with { Lexeme = Lexicon.Find("is") } : tokens[^1];
        }

        return end;

        void Add(int from, int to) =>
            tokens.Add(new Token(from, to, TokenKind.Word, tokens.Count > 0 && IsName(body.AsSpan(from..to)) ? Lexeme.Unknown : Lexicon.Find(body.AsSpan(from..to)), char.IsUpper(body[from])));
    }

    // George Will, Theresa May; small words in capitals only where a sentence begins.
    private static bool IsName(ReadOnlySpan<char> word) => word is "Will" or "May" or "Might";

    // A hyphen or apostrophe between letters, a full stop or comma between digits, and the stops of U.S.
    private static bool JoinsWords(string body, int position) => body[position] switch
    {
        ',' => char.IsDigit(body[position - 1]) && char.IsDigit(body[position + 1]),
        '.' => char.IsLetterOrDigit(body[position + 1]) && char.IsLetterOrDigit(body[position - 1]),
        _ => char.IsLetterOrDigit(body[position - 1]) && char.IsLetterOrDigit(body[position + 1]),
    };

    private static int AddMark(string body, int position, List<Token> tokens)
    {
        TokenKind? kind = body[position] switch
        {
            ',' => TokenKind.Comma,
            ';' => TokenKind.Semicolon,
            ':' => TokenKind.Colon,
            '(' or '[' => TokenKind.OpenBracket,
            ')' or ']' => TokenKind.CloseBracket,
            '-' or '–' or '—' or '―' => TokenKind.Dash,
            '’' or '\'' when position > 0 && body[position - 1] == 's' => null, // the senators' plan: told by the next branch
            var mark when Punctuation.IsTerminator(mark) => TokenKind.Stop,
            _ => null,
        };
        var isPossessive = kind is null && body[position] is '’' or '\'' && position > 0 && body[position - 1] == 's';
        if (isPossessive)
        {
            tokens.Add(new Token(position, position + 1, TokenKind.Word, Lexicon.Find("'"), IsCapitalised: false));
        }
        else if (kind is { } known)
        {
            tokens.Add(new Token(position, position + 1, known, Lexeme.Unknown, IsCapitalised: false));
        }

        return position + 1;
    }
}
