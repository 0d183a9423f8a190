namespace NewsBot.Retrieval.Statements;

/// <summary>Finds whose quotations are: “…,” said Kerry; “…,” Kerry, the secretary of state, said on Tuesday, “…”</summary>
internal sealed class QuotedSpeech(TokenizedSentence sentence, Subjects subjects, FoundStatements found)
{
    // Between a speaker and the verb.
    private const int LongestApposition = 40;

    private readonly HashSet<int> usedCues = [];

    /// <summary>Whether a word has been found to be the cue of a quotation.</summary>
    public bool UsesCue(int index) => usedCues.Contains(index);

    /// <summary>Reads a quotation whose speaker is named after it.</summary>
    public void Read(int quotation)
    {
        var ending = sentence.LastOfQuotation(quotation);
        var next = sentence.Is(quotation + 1, TokenKind.Comma) ? quotation + 2 : quotation + 1;
        if (!sentence.IsWord(next))
        {
            return;
        }

        // What is said leads on to its speaker by a comma; a question or a shout by a verb in small letters.
        var isLed = ending == ',' || next > quotation + 1
            || (ending is '?' or '!' && !sentence[next].IsCapitalised && (sentence[next].IsMaybePast || sentence.Is(next, PartOfSpeech.PastVerb)));
        if (!isLed && ending is not ('?' or '!' or '—' or '…'))
        {
            return;
        }

        // “…,” said Kerry; but not: who called it “a gift,” said he would go
        var isInverted = IsSaying(next, isLed) && !sentence.Is(next, PartOfSpeech.Adverb | PartOfSpeech.Auxiliary)
            && !sentence.Is(sentence.PhraseAfter(next + 1).End, PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb);
        if ((isInverted ? (sentence.PhraseAfter(next + 1), next) : SpeakerFirst(quotation, next, isLed)) is not var (speaker, cue) || speaker.IsEmpty)
        {
            return;
        }

        var word = sentence[cue].Lexeme.Cue ?? Cue.Unknown;
        if (sentence.QuotedBy(cue) is var (quotedSpeaker, saying))
        {
            (speaker, word) = (quotedSpeaker, sentence[saying].Lexeme.Cue!);
        }

        var content = new List<TokenRange> { new(StartOfQuoted(quotation), quotation + 1) };
        if (Continuation(Math.Max(speaker.End, cue + 1)) is { } more)
        {
            content.Add(new TokenRange(more, more + 1));
        }

        usedCues.Add(cue);
        subjects.Remember(speaker);
        found.Add(Construction.QuotationFirst, speaker, new TokenRange(cue, cue + 1), word, content);
    }

    /// <summary>The quotation that goes on after its speaker was named.</summary>
    public int? Continuation(int index)
    {
        var quotation = index;
        while (quotation < sentence.Count && sentence[quotation].Kind is not (TokenKind.Quotation or TokenKind.Semicolon))
        {
            quotation++;
        }

        if (!sentence.Is(quotation, TokenKind.Quotation))
        {
            return null;
        }

        // “These guys know how to use words,” said Sherman, speaking of politicians, “and leave themselves a little room.”
        var between = new TokenRange(index, quotation);
        var goesOn = sentence.Is(quotation - 1, TokenKind.Comma) && !char.IsUpper(sentence.FirstOfQuotation(quotation))
            && !sentence.Has(between, token => token.Is(PartOfSpeech.That));
        var isJoined = sentence[quotation - 1].Kind is TokenKind.Comma or TokenKind.Colon or TokenKind.Dash || sentence.Is(quotation - 1, PartOfSpeech.Conjunction);
        return goesOn || (isJoined && !IsInterrupted(between)) ? quotation : null;
    }

    /// <summary>Whoever the sentence is about says what stands after a colon: put it this way: “…”</summary>
    public void ReadAfterColon(int quotation)
    {
        var content = new TokenRange(quotation, quotation + 1);
        if (sentence.Is(quotation - 1, TokenKind.Colon) && subjects.First is { } speaker && !found.HasContentOver(content))
        {
            found.Add(Construction.Colon, speaker, new TokenRange(quotation - 1, quotation), Cue.Colon, [content]);
        }
    }

    // “…,” Kerry said
    private (TokenRange Speaker, int Cue)? SpeakerFirst(int quotation, int start, bool isLed)
    {
        if (sentence.IsParticiple(start) || sentence.Is(start, PartOfSpeech.Conjunction))
        {
            return null;
        }

        var speaker = sentence.PhraseAfter(start);
        return !speaker.IsEmpty && VerbAfter(speaker, isLed) is { } verb && !IsPhraseOfSomebody(quotation, verb, isFar: verb > speaker.End)
            ? (speaker with { End = Math.Min(speaker.End, verb) }, verb)
            : null;
    }

    // Under what Hedge called “the prior model,” the club charged a fee; After Kerry said it was “the only way,” Lavrov said: the words are
    // Hedge's and Kerry's.
    private bool IsPhraseOfSomebody(int quotation, int verb, bool isFar)
    {
        var before = new TokenRange(0, quotation);
        return sentence.IsWord(quotation - 1)
            && (isFar || sentence.IsLeadingClause(before) || !(sentence[verb].Lexeme.Cue?.Takes(Frames.Inside) ?? false))
            && sentence.Has(before, token => token.IsForm(VerbForm.Past | VerbForm.Present) && token.Lexeme.Cue!.Takes(Frames.Speech | Frames.Clause));
    }

    /// <summary>The verb that goes with a speaker, directly or after an apposition.</summary>
    private int? VerbAfter(TokenRange speaker, bool isLed)
    {
        for (var index = speaker.Start + 1; index < speaker.End; index++)
        {
            if (IsSaying(index, isLed))
            {
                return index;
            }
        }

        var isApposition = false;
        for (var index = speaker.End; index < sentence.Count && index - speaker.End < LongestApposition; index++)
        {
            var token = sentence[index];
            if (token.Kind is TokenKind.Quotation or TokenKind.Semicolon)
            {
                return null;
            }

            isApposition |= !token.IsWord || token.Is(PartOfSpeech.Relative | PartOfSpeech.Preposition);
            if (IsSaying(index, isLed && !isApposition) && !(isApposition && !token.Lexeme.Cue!.Takes(Frames.Speech)))
            {
                return index;
            }
        }

        return null;
    }

    // A verb of saying; right after what is said, any finite verb is one: “…,” an angry Hollande retaliated.
    private bool IsSaying(int index, bool isLed)
    {
        var token = sentence[index];
        var isCue = token.Lexeme.Cue is not null && token.IsForm(VerbForm.Past | VerbForm.Present);
        return token is { IsWord: true, IsCapitalised: false }
            && ((isCue && token.Lexeme.Cue!.Takes(Frames.Speech)) || (isLed && (isCue || token.Is(PartOfSpeech.PastVerb) || token.IsMaybePast)));
    }

    /// <summary>Where what ends with a quotation begins: with it, if that is a sentence of its own.</summary>
    private int StartOfQuoted(int quotation)
    {
        if (!char.IsLower(sentence.FirstOfQuotation(quotation)))
        {
            return quotation;
        }

        var start = quotation;
        while (start > 0 && sentence[start - 1] is { Kind: TokenKind.Word or TokenKind.OpenBracket or TokenKind.CloseBracket } before
            && !(before.Lexeme.Cue is not null && before.IsForm(VerbForm.Past | VerbForm.Present)))
        {
            start--;
        }

        while (start < quotation && sentence.Is(start, PartOfSpeech.Conjunction))
        {
            start++;
        }

        return start;
    }

    // Another clause, or another who says something.
    private bool IsInterrupted(TokenRange range)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            var token = sentence[index];
            if ((token.Is(PartOfSpeech.Subordinator) && !token.Is(PartOfSpeech.Preposition))
                || (token.Lexeme.Cue is not null && token.IsForm(VerbForm.Past | VerbForm.Present | VerbForm.Going) && !sentence.IsNounAt(index)))
            {
                return true;
            }
        }

        return false;
    }
}
