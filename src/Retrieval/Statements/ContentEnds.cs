namespace NewsBot.Retrieval.Statements;

/// <summary>Tells where what is said ends.</summary>
internal sealed class ContentEnds(TokenizedSentence sentence, Subjects subjects)
{
    private const int LongestListItem = 20;

    // Of what may stand after a subject at the end of a sentence: …, officials said on Tuesday.
    private const int LongestTrailing = 3;

    /// <summary>All that is said in a clause that begins at a place.</summary>
    public TokenRange? OfClause(int start)
    {
        var end = sentence.EndOfWords;
        var isInLeadingClause = sentence.IsLeadingClause(new TokenRange(0, start));
        for (var index = start + 1; index < end; index++)
        {
            if (sentence.IsQuoted(index) && EndsWithQuotation(index, end))
            {
                end = index + 1;
            }
            else if (EndsClauseAt(index, start, end, isInLeadingClause))
            {
                end = index;
            }
        }

        return sentence.Trim(start, end);
    }

    /// <summary>What is said in a relative clause: The plan, which he said was costly, failed.</summary>
    public TokenRange? OfEmbedded(int start)
    {
        var whole = OfClause(start);
        for (var index = start + 1; index < (whole?.End ?? 0); index++)
        {
            if (sentence.Is(index, TokenKind.Comma) && index + 1 < sentence.Count && (sentence.BeginsVerb(index + 1) || sentence[index + 1].IsMaybePast))
            {
                return sentence.Trim(start, index);
            }
        }

        return whole;
    }

    /// <summary>A quotation that ends as a sentence does is all that is said; else the words around it belong to it.</summary>
    public TokenRange? OfQuotation(int start) =>
        sentence.Is(start, TokenKind.Quotation) && sentence.LastOfQuotation(start) is ',' or '.' or '?' or '!'
            ? sentence.Trim(start, start + 1)
            : OfClause(start);

    /// <summary>A thing that is said or judged, and what describes it.</summary>
    public TokenRange? OfThing(int start)
    {
        var end = sentence.EndOfWords;
        for (var index = start + 1; index < end; index++)
        {
            if (sentence.IsQuoted(index) && sentence.LastOfQuotation(index) is ',' or '.' && !(index + 1 < end && sentence.Is(index + 1, PartOfSpeech.Conjunction)))
            {
                end = index + 1;
                break;
            }

            if (EndsThingAt(index, end))
            {
                end = index;
            }
        }

        return sentence.Trim(start, end);
    }

    /// <summary>A question that leads a sentence ends where the answer begins: Asked whether he goes, he said.</summary>
    public TokenRange BeforeMainClause(TokenRange content)
    {
        for (var index = content.Start + 1; index < content.End; index++)
        {
            if (sentence.Is(index, TokenKind.Comma) && sentence.IsMainClause(index + 1))
            {
                return content with { End = index };
            }
        }

        return content;
    }

    // “…,” adding that; “…”, and he
    private bool EndsWithQuotation(int index, int end) =>
        index + 1 < end
        && ((IsAnotherCue(index + 1) && sentence.LastOfQuotation(index) == ',') || (index + 2 < end && IsSomebodyNext(index + 1)));

    private bool EndsClauseAt(int index, int start, int end, bool isInLeadingClause)
    {
        var token = sentence[index];
        var hasMore = index + 1 < end;
        switch (token.Kind)
        {
            case TokenKind.Semicolon:
                return true;
            case TokenKind.CloseBracket:
                return sentence.IsUnopened(start, index);
            case TokenKind.Comma when hasMore && (IsAnotherCue(index + 1)
                || (index + 2 < end && (sentence.Is(index + 1, PartOfSpeech.Conjunction) || sentence.Is(index + 1, "while")) && sentence.IsSomebodySaying(index + 2))):
                return true;
            case TokenKind.Comma when hasMore && sentence.Is(index + 1, "as"): // said that he stays, as he left: what happened meanwhile
                return true;
            case TokenKind.Comma when isInLeadingClause && sentence.IsMainClause(index + 1):
                return true;
            case TokenKind.Comma or TokenKind.Dash:
                return (index + 2 < end && IsSomebodyNext(index + 1))
                    || IsTrailingAttribution(index + 1, end)
                    || (subjects.IsRelative && sentence.BeginsVerb(index + 1)); // Kerry, who said that he goes, left
        }

        // refused to go, and the others left; but not: said that he goes, and the others stay
        if (token.Is(PartOfSpeech.Conjunction) && hasMore && sentence.Is(start, PartOfSpeech.To) && sentence.IsMainClause(index + 1))
        {
            return true;
        }

        // said that he goes and added; but not: he has not yet added
        if (token.Is(PartOfSpeech.Conjunction) && hasMore && sentence.BeginsSaying(index + 1) && !(token.Is("yet") && sentence.Is(index - 1, PartOfSpeech.Auxiliary)))
        {
            subjects.GoOnAt(index);
            return true;
        }

        return false;
    }

    // …, and he
    private bool IsSomebodyNext(int index) =>
        sentence.Is(index, PartOfSpeech.Conjunction) && (sentence.Is(index + 1, "he") || sentence.Is(index + 1, "she") || sentence.Is(index + 1, "they") || sentence.Is(index + 1, "it"));

    // …, adding that; …, according to
    private bool IsAnotherCue(int index) => (sentence[index].Lexeme.Cue is not null && sentence[index].IsForm(VerbForm.Going)) || sentence.Is(index, "according");

    // …, current and former officials said.
    private bool IsTrailingAttribution(int start, int end)
    {
        var speaker = sentence.PhraseAfter(start);
        return !speaker.IsEmpty && speaker.End < end && end - speaker.End <= LongestTrailing
            && sentence[speaker.End] is { IsCapitalised: false, Lexeme.Cue: { } cue } verb && cue.Takes(Frames.Speech) && verb.IsForm(VerbForm.Past | VerbForm.Present);
    }

    private bool EndsThingAt(int index, int end)
    {
        var token = sentence[index];
        var hasMore = index + 1 < end;
        return token.Kind switch
        {
            TokenKind.Semicolon or TokenKind.Dash => true,
            TokenKind.Comma => !hasMore || !(GoesOnAsList(index, end) || IsDescription(index + 1)),
            _ => (token.Is(PartOfSpeech.Subordinator) && !token.Is(PartOfSpeech.Conjunction) && !(token.Is("as") && hasMore && !sentence.Is(index + 1, PartOfSpeech.Subject)))
                || (token.Is(PartOfSpeech.Conjunction) && hasMore && sentence.BeginsVerb(index + 1)),
        };
    }

    // a, b, and c
    private bool GoesOnAsList(int comma, int end)
    {
        for (var index = comma + 1; index < end && index - comma < LongestListItem; index++)
        {
            if (sentence.Is(index, TokenKind.Comma) && index + 1 < end && sentence.Is(index + 1, PartOfSpeech.Conjunction))
            {
                return !sentence.BeginsVerb(index + 2);
            }

            var token = sentence[index];
            if (token.Kind is TokenKind.Semicolon or TokenKind.Dash
                || token.Is(PartOfSpeech.Relative | PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb | PartOfSpeech.Subordinator)
                || (token.Lexeme.Cue is not null && token.IsForm(VerbForm.Past | VerbForm.Present | VerbForm.Going) && !sentence.IsNounAt(index)))
            {
                return false;
            }
        }

        return false;
    }

    // a generous, magnanimous man
    private bool IsDescription(int index) =>
        sentence[index] is { IsWord: true, IsCapitalised: false } token && token.Lexeme == Lexeme.Unknown && !sentence.IsParticiple(index);
}
