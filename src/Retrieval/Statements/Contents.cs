using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Statements;

/// <summary>What is said, and how the sentence tells it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Content(Construction Construction, TokenRange Range);

/// <summary>Finds what is said after a cue, by the cue's frames.</summary>
internal sealed class Contents(TokenizedSentence sentence, ContentEnds ends)
{
    // Of what may stand between a verb and what is said: in a statement on Tuesday.
    private const int LongestCircumstance = 14;

    // Of two days later, a few weeks ago.
    private const int LongestLapse = 3;

    public Content? After(VerbGroup group, Cue cue)
    {
        var index = SkipAsides(group.Verb + 1);
        if (index >= sentence.Count)
        {
            return null;
        }

        if (QuotationAt(index, cue) is { } quotation)
        {
            return Make(Construction.Quotation, ends.OfQuotation(quotation));
        }

        var next = sentence[index];
        if (next.Kind == TokenKind.Colon && cue.Takes(Frames.Clause | Frames.Quote))
        {
            return Make(Construction.BareClause, sentence.Trim(index + 1, sentence.EndOfWords));
        }

        if (!next.IsWord)
        {
            return null;
        }

        if (next.Is("to"))
        {
            return cue.Takes(Frames.Do) || cue.Prepositions.Contains("to", StringComparer.Ordinal)
                ? Make(Construction.Action, ends.OfClause(index))
                : cue.Takes(Frames.Clause) ? AfterCircumstance(index) : null; // suggested to reporters that
        }

        // said over 100,000 people have died
        if (cue.Takes(Frames.Inside) && (next.Is("over") || next.Is("about") || next.Is("around") || next.Is("under")) && !cue.Prepositions.Any(next.Is) && IsNumber(index + 1))
        {
            return Make(Construction.BareClause, ends.OfClause(index));
        }

        if (next.Is(PartOfSpeech.Preposition) && !next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative))
        {
            return cue.Prepositions.Any(next.Is) && index + 1 < sentence.Count && !sentence.Is(index + 1, PartOfSpeech.Time) ? Make(Construction.Preposition, ends.OfThing(index + 1))
                : cue.Takes(Frames.Do) && ActionAfterDay(index) is { } to ? Make(Construction.Action, ends.OfClause(to))
                : cue.Takes(Frames.Clause) ? AfterCircumstance(index) // said in a statement that
                : null;
        }

        if (cue.Takes(Frames.Clause) && next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative))
        {
            return Make(Construction.Clause, ends.OfClause(index));
        }

        if (cue.Takes(Frames.Inside) && group.Voice == Voice.Finite && next.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb))
        {
            return Make(Construction.Embedded, ends.OfEmbedded(index));
        }

        if (cue.Takes(Frames.That))
        {
            return next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative) ? Make(Construction.Clause, ends.OfClause(index)) : null;
        }

        return cue.Takes(Frames.Whom) ? AfterListener(index) ?? Thing(index, cue)
            : cue.Takes(Frames.Order) && sentence.PhraseAfter(index) is { IsEmpty: false } listener && IsTo(listener.End)
                ? Make(Construction.Order, ends.OfClause(index))
            : cue.Takes(Frames.Clause) && sentence.IsClause(index) ? BareClause(index, cue)
            : Thing(index, cue);
    }

    // He added, though, that he goes; He said on Tuesday that he goes.
    private int SkipAsides(int index)
    {
        if (IsEarlyOrLate(index))
        {
            index++;
        }

        while (sentence.IsWord(index) && sentence.Is(index, PartOfSpeech.Adverb | PartOfSpeech.Time) && !sentence.Is(index, PartOfSpeech.Determiner | PartOfSpeech.Preposition))
        {
            index++;
        }

        // said two days later that
        for (var adverb = index + 1; adverb <= index + LongestLapse; adverb++)
        {
            if (sentence.Is(adverb, PartOfSpeech.Adverb) && sentence.Is(adverb + 1, PartOfSpeech.That))
            {
                return adverb + 1;
            }
        }

        return sentence.Is(index, TokenKind.Comma) && sentence.Is(index + 1, PartOfSpeech.Adverb) && sentence.Is(index + 2, TokenKind.Comma) ? index + 3 : index;
    }

    // said late Monday; agreed early on Monday
    private bool IsEarlyOrLate(int index) =>
        sentence.IsWord(index) && sentence.TextOf(index) is "early" or "late" && (sentence.Is(index + 1, PartOfSpeech.Time) || sentence.Is(index + 2, PartOfSpeech.Time));

    // said “go”; said, “Go”; said: “Go”
    private int? QuotationAt(int index, Cue cue)
    {
        if (sentence.IsQuoted(index) && cue.Takes(~Frames.Do))
        {
            return index;
        }

        var isAfterMark = sentence.Is(index, TokenKind.Colon) || sentence.Is(index, TokenKind.Comma);
        return isAfterMark && ((sentence.Is(index + 1, TokenKind.Quotation) && cue.Takes(Frames.Clause | Frames.Quote))
            || (sentence.IsQuoted(index + 1) && cue.Takes(Frames.Inside | Frames.Quote) && char.IsUpper(sentence.FirstOfQuotation(index + 1))))
                ? index + 1
                : null;
    }

    // A verb that tells only of what is said, and never of a thing, needs a whole clause: added he goes, but not added a word.
    private Content? BareClause(int index, Cue cue) =>
        cue.Takes(Frames.Inside) && !cue.Takes(Frames.Thing) && !sentence.HasVerbAfterSubject(index) ? null
            : Make(Construction.BareClause, ends.OfClause(index));

    private Content? Thing(int index, Cue cue) =>
        cue.Takes(Frames.Thing) && BeginsThing(sentence[index]) && !IsParticle(index)
            && ends.OfThing(index) is { } thing && (!cue.Takes(Frames.Name) || HasName(thing))
                ? new Content(Construction.Thing, thing)
                : null;

    // called it a gift, called Assad a thug, called the plan “a gift”; but not: called a meeting
    private bool HasName(TokenRange thing)
    {
        var isName = true;
        for (var index = thing.Start; index < thing.End; index++)
        {
            isName &= index == thing.Start || sentence[index - 1].IsCapitalised;
            var isApart = index > thing.Start + 1 && !sentence.Is(index - 1, PartOfSpeech.Preposition | PartOfSpeech.Conjunction | PartOfSpeech.Adverb | PartOfSpeech.To);
            if (sentence.IsQuoted(index)
                || (index == thing.Start && sentence.Is(index, PartOfSpeech.Object))
                || (isApart && sentence.Is(index, PartOfSpeech.Determiner))
                || (isName && index > thing.Start && sentence[index] is { IsWord: true, IsCapitalised: false } && sentence[index].Lexeme.Parts == PartOfSpeech.None))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsThing(Token token) =>
        !token.Is(PartOfSpeech.Conjunction | PartOfSpeech.Auxiliary | PartOfSpeech.Relative)
        && (!token.Is(PartOfSpeech.Adverb) || token.Is(PartOfSpeech.Determiner))
        && (!token.Is(PartOfSpeech.Subordinator | PartOfSpeech.Preposition) || token.Is(PartOfSpeech.Interrogative));

    // backed off, backed him up: the particle makes it another verb.
    private bool IsParticle(int index) =>
        sentence.Is(index, PartOfSpeech.Particle) || (sentence.Is(index, PartOfSpeech.Object) && sentence.Is(index + 1, PartOfSpeech.Particle));

    private bool IsNumber(int index) => sentence.IsWord(index) && char.IsDigit(sentence.TextOf(index)[0]);

    // to go, not to go
    private bool IsTo(int index) => sentence.Is(index, "to") || (sentence.Is(index, "not") && sentence.Is(index + 1, "to"));

    // agreed on Monday to go; promised in Geneva on Monday to go
    private int? ActionAfterDay(int index)
    {
        for (var to = index + 2; to < sentence.Count && to - index < LongestCircumstance && sentence.IsWord(to); to++)
        {
            if (sentence.Is(to, PartOfSpeech.To) && sentence.Is(to - 1, PartOfSpeech.Time))
            {
                return to;
            }
        }

        return null;
    }

    // told reporters that; told CNN on Friday: “…”; asked him about it
    private Content? AfterListener(int index)
    {
        var listener = sentence.PhraseAfter(index);
        var end = listener.End;
        if (listener.IsEmpty || end >= sentence.Count)
        {
            return null;
        }

        var next = sentence[end];
        return (next.Is("about") || next.Is("of") || next.Is("for")) && end + 1 < sentence.Count ? Make(Construction.Preposition, ends.OfThing(end + 1))
            : next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative) || next.Kind == TokenKind.Quotation ? Make(Construction.Quotation, ends.OfQuotation(end))
            : IsTo(end) ? Make(Construction.AfterCircumstance, ends.OfClause(end))
            : next.IsWord && next.Is(PartOfSpeech.Preposition | PartOfSpeech.Time | PartOfSpeech.Adverb) ? AfterCircumstance(end)
            : next.Is(PartOfSpeech.Auxiliary) ? Make(Construction.AfterCircumstance, ends.OfClause(index)) // told she will go
            : next.Is(PartOfSpeech.Subject) || (next.IsWord && sentence.IsClause(end)) ? Make(Construction.AfterCircumstance, ends.OfClause(end))
            : next.Kind is TokenKind.Comma or TokenKind.Colon && sentence.Is(end + 1, TokenKind.Quotation) ? Make(Construction.Quotation, ends.OfQuotation(end + 1))
            : null;
    }

    // said in a statement that …; said in Geneva: “…”
    private Content? AfterCircumstance(int index)
    {
        for (var next = index + 1; next < sentence.Count && next - index < LongestCircumstance; next++)
        {
            var token = sentence[next];
            if (token.Is(PartOfSpeech.That) || (token.Is(PartOfSpeech.Interrogative) && !token.Is(PartOfSpeech.Subordinator))
                || (token.Is(PartOfSpeech.Subject) && !token.Is(PartOfSpeech.Determiner) && next > index + 1 && sentence.IsClause(next))
                || (token.Is(PartOfSpeech.Determiner) && next > index + 1 && IsStatement(next - 1) && sentence.IsClause(next)))
            {
                return Make(Construction.AfterCircumstance, ends.OfClause(next));
            }

            if (token.Kind is TokenKind.Comma or TokenKind.Colon)
            {
                if (sentence.Is(next + 1, TokenKind.Quotation))
                {
                    return Make(Construction.Quotation, ends.OfQuotation(next + 1));
                }

                // in Toledo, Ohio, that
                var isPlace = token.Kind == TokenKind.Comma && next + 2 < sentence.Count && (sentence[next + 1].IsCapitalised || sentence.Is(next + 1, PartOfSpeech.That));
                if (!isPlace)
                {
                    return null;
                }
            }
            else if (token.Kind is not (TokenKind.Word or TokenKind.Quotation))
            {
                return null;
            }
        }

        return null;
    }

    // said in an afternoon statement the seizure was
    private bool IsStatement(int index) => sentence.IsWord(index) && sentence.TextOf(index) is "statement" or "interview" or "letter" or "email" or "report" or "tweet" or "post" or "speech" or "release";

    private static Content? Make(Construction construction, TokenRange? range) => range is { } content ? new Content(construction, content) : null;
}
