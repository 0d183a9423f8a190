namespace NewsBot.Retrieval.Statements;

/// <summary>Finds what is said before or around a speaker and the verb: He goes, Kerry said, and stays; As Kerry said, he goes.</summary>
internal sealed class ToldBefore(TokenizedSentence sentence, FoundStatements found)
{
    // Before the as of a leading clause: And, as Kerry said.
    private const int LongestOpening = 2;

    /// <summary>Adds what stands before speaker and verb, and what goes on after them.</summary>
    /// <param name="start">Where speaker and verb begin.</param>
    /// <param name="end">Where they end.</param>
    public void Add(TokenRange speaker, TokenRange words, Cue cue, int start, int end, bool isDenied = false)
    {
        if (HasObject(end, cue))
        {
            return;
        }

        var content = new List<TokenRange>();
        if (sentence.Trim(sentence.StartOfPart(start), start) is { } before)
        {
            content.Add(before);
        }

        if (RestAfter(end) is { } rest)
        {
            content.Add(rest);
        }

        if (content.Count > 0 && !(content is [var only] && IsOnlyCircumstance(only)))
        {
            found.Add(Construction.ToldFirst, speaker, words, cue, content, isDenied);
        }
    }

    /// <summary>Adds what a clause with <c>as</c> tells the source of, before or after it.</summary>
    /// <returns>Whether it is one.</returns>
    public bool AddAs(TokenRange speaker, TokenRange words, Cue cue)
    {
        var at = sentence.Is(speaker.Start, "as") ? speaker.Start : speaker.Start - 1;
        var doer = speaker with { Start = at + 1 };
        var isAlone = !sentence.IsWord(words.End) || (sentence.Is(words.End, PartOfSpeech.Preposition | PartOfSpeech.Time | PartOfSpeech.Adverb) && !sentence.Is(words.End, "as"));
        if (!sentence.Is(at, "as") || doer.IsEmpty || !isAlone || ContentOfAs(at, words.End) is not { } content || found.HasCueIn(content))
        {
            return false;
        }

        found.Add(Construction.As, doer, words, cue, [content]);
        return true;
    }

    private TokenRange? ContentOfAs(int at, int end)
    {
        var isComma = sentence.Is(at - 1, TokenKind.Comma);
        if (at == 0 || (at == 1 && sentence.Is(0, PartOfSpeech.Conjunction)) || (isComma && at <= LongestOpening))
        {
            var mark = end;
            while (mark < sentence.Count && sentence[mark].Kind is not (TokenKind.Comma or TokenKind.Colon))
            {
                mark++;
            }

            return mark < sentence.Count ? sentence.Trim(mark + 1, sentence.EndOfWords) : null;
        }

        return isComma || sentence.Is(at - 1, TokenKind.Dash) ? sentence.Trim(sentence.StartOfPart(at), at) : null;
    }

    // told an audience, continued to ask: what follows the verb is what it is about, and not what came before.
    private bool HasObject(int end, Cue cue) =>
        !sentence.EndsAttribution(end) && !sentence.Is(end, PartOfSpeech.Adverb | PartOfSpeech.Object) && !cue.Takes(Frames.Whom);

    // “…,” he said, “…”; He goes, Kerry said on Tuesday, and stays.
    private TokenRange? RestAfter(int end)
    {
        var mark = end;
        while (mark < sentence.Count && sentence[mark].Kind is TokenKind.Word or TokenKind.OpenBracket or TokenKind.CloseBracket)
        {
            mark++;
        }

        if (mark + 1 >= sentence.Count || sentence[mark].Kind is not (TokenKind.Comma or TokenKind.Colon))
        {
            return null;
        }

        // …, he said in Geneva, after talks: what follows the place tells more of it; …, he said, because
        var next = sentence[mark + 1];
        var belongs = !next.Is(PartOfSpeech.Preposition | PartOfSpeech.Subordinator) || (mark == end && sentence.Is(mark, TokenKind.Comma));
        return belongs && !next.IsForm(VerbForm.Going) ? sentence.Trim(mark + 1, sentence.EndOfWords) : null;
    }

    // In a speech last July, he said; Even as he left, she spoke.
    private bool IsOnlyCircumstance(TokenRange before)
    {
        var isLed = sentence.Is(before.Start, PartOfSpeech.Preposition | PartOfSpeech.Subordinator);
        var hasSaying = sentence.HasFinite(before) || sentence.Has(before, token => token.Kind == TokenKind.Quotation);
        return (isLed && !sentence.Is(before.Start, "if") && !hasSaying)
            || ((isLed || sentence.Is(before.Start, "even") || sentence.Is(before.Start, "not")) && !sentence.HasMainClause(before));
    }
}
