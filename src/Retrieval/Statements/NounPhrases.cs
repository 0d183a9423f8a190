namespace NewsBot.Retrieval.Statements;

/// <summary>Finds the words that name a thing or a person, beside a verb.</summary>
internal static class NounPhrases
{
    // Longer than any title and name.
    private const int MostTokens = 30;

    private const PartOfSpeech Never = PartOfSpeech.Auxiliary | PartOfSpeech.That | PartOfSpeech.To | PartOfSpeech.PastVerb;

    /// <summary>The phrase that ends before a token.</summary>
    /// <returns>Indexes of its first token and of the one after its last; both <paramref name="end"/> if there is none.</returns>
    public static TokenRange Before(List<Token> tokens, int end)
    {
        if (end == 0)
        {
            return new TokenRange(end, end);
        }

        // A pronoun stands alone.
        var last = tokens[end - 1];
        if (last.IsWord && last.Is(PartOfSpeech.Subject) && !last.Is(PartOfSpeech.Determiner))
        {
            return new TokenRange(end - 1, end);
        }

        var start = end;
        while (start > 0 && end - start < MostTokens)
        {
            var token = tokens[start - 1];
            if (token.Kind == TokenKind.CloseBracket && OpeningOf(tokens, start - 1) is >= 0 and var opening)
            {
                start = opening;
            }
            else if (IsInside(tokens, start - 1, end))
            {
                start--;
            }
            else
            {
                break;
            }
        }

        // What joins it to something before is not part of it.
        while (start < end && (tokens[start].Is(PartOfSpeech.Conjunction | PartOfSpeech.Adverb | PartOfSpeech.Negation) || IsClitic(tokens[start])) && !tokens[start].Is(PartOfSpeech.Determiner))
        {
            start++;
        }

        // to endorse the plan and the coalition: a verb and its object do not belong to what names somebody.
        if (start > 0 && tokens[start - 1].Is(PartOfSpeech.To) && tokens.FindIndex(start, end - start, token => token.Is(PartOfSpeech.Conjunction)) is > 0 and var joint)
        {
            start = joint + 1;
        }

        // In a statement Lavrov: the last phrase, since a preposition leads the first.
        if (start < end && tokens[start].Is(PartOfSpeech.Preposition) && !tokens[start].Is(PartOfSpeech.Determiner))
        {
            start = AfterPreposition(tokens, start, end);
        }

        return start < end && tokens.GetRange(start, end - start).Exists(token => token.IsWord || token.Kind == TokenKind.Quotation) ? new TokenRange(start, end) : new TokenRange(end, end);
    }

    /// <summary>The phrase that begins at a token.</summary>
    public static TokenRange After(List<Token> tokens, int start)
    {
        var end = start;
        if (start < tokens.Count && tokens[start].IsWord && tokens[start].Is(PartOfSpeech.Subject | PartOfSpeech.Object) && !tokens[start].Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive))
        {
            return new TokenRange(start, start + 1);
        }

        while (end < tokens.Count && end - start < MostTokens)
        {
            var token = tokens[end];
            if (token.Kind == TokenKind.OpenBracket && ClosingOf(tokens, end) is > 0 and var closing)
            {
                end = closing + 1;
            }
            else if (!token.IsWord || token.Is(Never | PartOfSpeech.Subordinator | PartOfSpeech.Relative | PartOfSpeech.Interrogative | PartOfSpeech.Time)
                || (token.Is(PartOfSpeech.Adverb) && !token.Is(PartOfSpeech.Determiner) && !(end > start && tokens[end - 1].Is(PartOfSpeech.Determiner)))
                || (token.Is(PartOfSpeech.Preposition) && !IsOf(token)) || (end > start && IsPronoun(token)) || IsFiniteCue(tokens, end))
            {
                break;
            }
            else
            {
                end++;
            }
        }

        while (end > start && tokens[end - 1].Is(PartOfSpeech.Conjunction | PartOfSpeech.Preposition | PartOfSpeech.Determiner))
        {
            end--;
        }

        return new TokenRange(start, end);
    }

    // In a statement Lavrov; in the past Mr. Lavrov; for the first time he.
    private static int AfterPreposition(List<Token> tokens, int start, int end)
    {
        for (var index = end - 1; index > start; index--)
        {
            var isName = tokens[index].IsCapitalised && !tokens[index].Is(PartOfSpeech.Time);
            if (!isName)
            {
                // An article begins a phrase of its own, unless a preposition leads it: in Moscow the minister.
                if (tokens[index].Is(PartOfSpeech.Determiner) && !tokens[index - 1].Is(PartOfSpeech.Preposition))
                {
                    return index;
                }

                continue;
            }

            var first = index;
            while (first - 1 > start && tokens[first - 1].IsCapitalised && !tokens[first - 1].Is(PartOfSpeech.Time))
            {
                first--;
            }

            return tokens[first - 1].Is(PartOfSpeech.Preposition) || tokens[first - 1].Is(PartOfSpeech.Determiner) ? start : first;
        }

        return start;
    }

    private static bool IsInside(List<Token> tokens, int index, int end)
    {
        var token = tokens[index];
        if (index > 0 && index == end - 1 && token.Is(PartOfSpeech.Reflexive))
        {
            return true; // Kerry himself
        }

        if (!token.IsWord || token.Is(Never) || IsFiniteCue(tokens, index))
        {
            return false;
        }

        if (token.Is(PartOfSpeech.Time) && !token.IsCapitalised)
        {
            return false;
        }

        if (token.Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive))
        {
            return true;
        }

        if (token.Is(PartOfSpeech.Preposition))
        {
            return !(token.Is(PartOfSpeech.Subordinator) && end - index <= 2);
        }

        return !token.Is(PartOfSpeech.Subordinator | PartOfSpeech.Relative | PartOfSpeech.Interrogative | PartOfSpeech.Subject | PartOfSpeech.Object | PartOfSpeech.Negation);
    }

    /// <summary>Whether a cue's form is its verb here, and not a noun or an adjective.</summary>
    private static bool IsFiniteCue(List<Token> tokens, int index)
    {
        var lexeme = tokens[index].Lexeme;
        return lexeme.Cue is not null && !tokens[index].IsCapitalised && tokens[index].IsForm(VerbForm.Past | VerbForm.Present)
            && !VerbGroup.IsNounAt(tokens, index);
    }

    private static bool IsPronoun(Token token) => token.Is(PartOfSpeech.Subject | PartOfSpeech.Object) && !token.Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive);

    private static bool IsClitic(Token token) => token.Is(PartOfSpeech.Possessive) && token.End - token.Start <= 2;

    private static bool IsOf(Token token) => token.Is("of");

    private static int OpeningOf(List<Token> tokens, int closing)
    {
        for (var index = closing - 1; index >= 0 && closing - index < MostTokens; index--)
        {
            if (tokens[index].Kind == TokenKind.OpenBracket)
            {
                return index;
            }
        }

        return -1;
    }

    private static int ClosingOf(List<Token> tokens, int opening)
    {
        for (var index = opening + 1; index < tokens.Count && index - opening < MostTokens; index++)
        {
            if (tokens[index].Kind == TokenKind.CloseBracket)
            {
                return index;
            }
        }

        return -1;
    }
}
