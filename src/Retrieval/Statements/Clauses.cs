namespace NewsBot.Retrieval.Statements;

/// <summary>Tells clauses from phrases, as far as small words and the forms of verbs show it.</summary>
internal static class Clauses
{
    // Before a subordinator: But two days after he left
    private const int LongestLapse = 4;

    /// <summary>Whether a token is a verb with a subject of its own: went, has, says, walked, and what follows he.</summary>
    public static bool IsFinite(this TokenizedSentence sentence, int index)
    {
        var token = sentence[index];
        return token.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb)
            || token.IsMaybePast
            || (token.IsForm(VerbForm.Past | VerbForm.Present) && !sentence.IsNounAt(index))
            || (token.IsWord && sentence.Is(index - 1, PartOfSpeech.Subject) && !sentence.Is(index - 1, PartOfSpeech.Determiner))
            || IsUnknownPresent(sentence, index);
    }

    public static bool HasFinite(this TokenizedSentence sentence, TokenRange range)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            if (sentence.IsFinite(index))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether words that begin with a leading clause go on, after a comma, with a main one.</summary>
    public static bool HasMainClause(this TokenizedSentence sentence, TokenRange range)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            if (sentence.Is(index, TokenKind.Comma) && sentence.HasFinite(range with { Start = index + 1 }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words up to a place are of a clause that leads the main one, which has not begun: While officials say that he goes</summary>
    public static bool IsLeadingClause(this TokenizedSentence sentence, TokenRange before)
    {
        var first = sentence.StartOfText;
        for (var index = first; index < Math.Min(before.End - 1, first + LongestLapse); index++)
        {
            if (sentence.Is(index, PartOfSpeech.Subordinator))
            {
                return !sentence.Has(before with { Start = first }, token => token.Kind == TokenKind.Comma);
            }
        }

        return false;
    }

    /// <summary>Whether a subject and its verb begin at a place.</summary>
    public static bool IsMainClause(this TokenizedSentence sentence, int start)
    {
        var subject = sentence.PhraseAfter(start);
        if (subject.IsEmpty || sentence.Is(start, PartOfSpeech.Conjunction))
        {
            return false;
        }

        var verb = SkipAdverbs(sentence, subject.End);
        return HasVerbAfterNoun(sentence, subject) || (verb < sentence.EndOfWords && (IsKnownFinite(sentence[verb]) || sentence[verb].IsMaybePast));
    }

    // the county closed it: a phrase does not end before a verb in -ed, which may be an adjective as well.
    private static bool HasVerbAfterNoun(TokenizedSentence sentence, TokenRange phrase)
    {
        for (var index = phrase.Start + 1; index < phrase.End; index++)
        {
            if (sentence[index].IsMaybePast && sentence[index - 1].Lexeme.Parts == PartOfSpeech.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a reported clause may begin at a place: what names its subject, and more.</summary>
    public static bool IsClause(this TokenizedSentence sentence, int index)
    {
        var subject = sentence.PhraseAfter(index);
        return subject.IsEmpty
            ? sentence.Is(index, PartOfSpeech.Subject) || (sentence.Is(index, PartOfSpeech.Subordinator) && !sentence.Is(index, PartOfSpeech.Preposition))
            : subject.End < sentence.Count;
    }

    /// <summary>Whether the subject that begins at a place, with all that describes it, is followed by a verb.</summary>
    public static bool HasVerbAfterSubject(this TokenizedSentence sentence, int index)
    {
        var subject = sentence.PhraseAfter(index);
        if (subject.IsEmpty || (subject.Length == 1 && sentence.Is(index, PartOfSpeech.Subject)))
        {
            return true;
        }

        var end = subject.End;
        while (sentence.Is(end, PartOfSpeech.Preposition) && !sentence.Is(end, PartOfSpeech.Subordinator)
            && sentence.PhraseAfter(end + 1) is { IsEmpty: false } more)
        {
            end = more.End;
        }

        var verb = SkipAdverbs(sentence, end);
        return verb < sentence.Count && (IsKnownFinite(sentence[verb]) || sentence[verb].IsMaybePast);
    }

    /// <summary>… and went; … and has gone: a verb goes on with the subject before.</summary>
    public static bool BeginsVerb(this TokenizedSentence sentence, int index) =>
        SkipAdverbs(sentence, index) is var verb && verb < sentence.Count && IsKnownFinite(sentence[verb]);

    /// <summary>… and added that</summary>
    public static bool BeginsSaying(this TokenizedSentence sentence, int index)
    {
        var verb = SkipAdverbs(sentence, index);
        return verb < sentence.Count && sentence[verb] is { IsCapitalised: false, Lexeme.Cue: { } cue } token
            && (token.IsForm(VerbForm.Past | VerbForm.Going) || (token.IsForm(VerbForm.Present) && !cue.IsAlsoNoun));
    }

    /// <summary>…, and attorneys for the department said</summary>
    public static bool IsSomebodySaying(this TokenizedSentence sentence, int start)
    {
        var speaker = sentence.PhraseAfter(start);
        if (speaker.IsEmpty)
        {
            return false;
        }

        var verb = speaker.End;
        while (sentence.Is(verb, PartOfSpeech.Preposition))
        {
            var more = sentence.PhraseAfter(verb + 1);
            if (more.IsEmpty)
            {
                return false;
            }

            verb = more.End;
        }

        while (sentence.IsWord(verb) && sentence.Is(verb, PartOfSpeech.Adverb | PartOfSpeech.Auxiliary))
        {
            verb++;
        }

        return verb < sentence.EndOfWords && sentence[verb] is { Lexeme.Cue: { } cue } token
            && cue.Takes(Frames.Clause) && token.IsForm(VerbForm.Past | VerbForm.Present);
    }

    /// <summary>A verb of saying that nothing but a time or a place follows ends the attribution.</summary>
    public static bool EndsAttribution(this TokenizedSentence sentence, int index) =>
        !sentence.IsWord(index) || sentence.Is(index, PartOfSpeech.Preposition | PartOfSpeech.Subordinator | PartOfSpeech.Time);

    private static bool IsKnownFinite(Token token) =>
        token.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb) || token.IsForm(VerbForm.Past | VerbForm.Present);

    // makes the, wants to: a word in -s before what only follows verbs.
    private static bool IsUnknownPresent(TokenizedSentence sentence, int index) =>
        sentence[index] is { IsWord: true, IsCapitalised: false } token && token.Lexeme == Lexeme.Unknown
        && sentence.TextOf(index) is [.., 's'] and { Length: > 3 }
        && sentence.Is(index + 1, PartOfSpeech.Determiner | PartOfSpeech.Possessive | PartOfSpeech.To | PartOfSpeech.Object);

    private static int SkipAdverbs(TokenizedSentence sentence, int index)
    {
        while (sentence.Is(index, PartOfSpeech.Adverb))
        {
            index++;
        }

        return index;
    }
}
