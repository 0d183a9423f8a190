namespace NewsBot.Retrieval.Statements;

/// <summary>Finds what is said by a cue's verb with a subject: Kerry said that; refusing to say; He goes, Kerry said.</summary>
internal sealed class VerbStatements(
    TokenizedSentence sentence, Subjects subjects, Contents contents, ToldBefore toldBefore, QuotedSpeech quoted, FoundStatements found)
{
    public void Read(VerbGroup group, Cue cue)
    {
        var words = new TokenRange(group.Start, group.Verb + 1);
        var subject = subjects.Of(group);
        if (group.Voice == Voice.Finite)
        {
            if (cue.Takes(Frames.Inside) && InvertedSubject(group, cue, subject) is { } inverted)
            {
                toldBefore.Add(inverted, words, cue, start: group.Start, end: sentence.Count);
                subjects.Remember(inverted);
                return;
            }

            if (subject is null)
            {
                return;
            }

            subjects.Remember(subject.Value);
        }

        if (sentence.QuotedBy(group.Verb) is var (other, saying))
        {
            subjects.Current = other;
            ReadQuotedBy(group, subject, other, saying);
            return;
        }

        subjects.Current = subject;
        var content = contents.After(group, cue);
        if (IsLeading(group) && content is { } leading && MainClauseAfter(leading.Range) is { } comma)
        {
            found.Add(leading.Construction, sentence.PhraseAfter(comma + 1), words, cue, [leading.Range with { End = comma }], group.IsNegated);
        }
        else if (subject is { } speaker)
        {
            Read(group, words, cue, speaker, content);
        }
    }

    // Agencies quoted the minister as saying that he goes; He goes, agencies quoted the minister as saying: the minister speaks.
    private void ReadQuotedBy(VerbGroup group, TokenRange? subject, TokenRange speaker, int saying)
    {
        var words = new TokenRange(group.Start, saying + 1);
        var cue = sentence[saying].Lexeme.Cue!;
        if (contents.After(group with { Verb = saying }, cue) is { } told)
        {
            found.Add(told.Construction, speaker, words, cue, [told.Range]);
        }
        else if (subject is { } teller && IsAfterTold(teller.Start))
        {
            toldBefore.Add(speaker, words, cue, start: teller.Start, end: words.End);
        }
    }

    private void Read(VerbGroup group, TokenRange words, Cue cue, TokenRange speaker, Content? content)
    {
        var isFinite = group.Voice == Voice.Finite;
        if (isFinite && cue.Takes(Frames.Inside) && toldBefore.AddAs(speaker, words, cue))
        {
            return;
        }

        if (content is { } told && IsAct(group, told.Construction, speaker))
        {
            found.Add(told.Construction, speaker, words, cue, [told.Range], IsDenied(group, speaker) || sentence.Is(told.Range.Start, "nothing"));
        }
        else if (group.Voice != Voice.Infinitive && cue.Takes(Frames.Speech) && quoted.Continuation(words.End) is { } quotation)
        {
            // said on Twitter, in reference to her first child: “…”
            found.Add(Construction.Quotation, speaker, words, cue, [new TokenRange(quotation, quotation + 1)]);
        }
        else if (isFinite && cue.Takes(Frames.Inside) && speaker.End <= group.Start && IsAfterTold(speaker.Start))
        {
            toldBefore.Add(speaker, words, cue, start: speaker.Start, end: words.End, IsDenied(group, speaker));
        }
    }

    // did not say; No official said; Not one of them said; Nowhere does the text say
    private bool IsDenied(VerbGroup group, TokenRange speaker) =>
        group.IsNegated || sentence.Is(speaker.Start, PartOfSpeech.Negation) || sentence.Is(speaker.Start - 1, PartOfSpeech.Negation)
        || (sentence.Is(speaker.Start - 1, PartOfSpeech.Auxiliary) && sentence.Is(speaker.Start - 2, PartOfSpeech.Negation));

    // “Go,” said Kerry; He goes, said Kerry.
    private TokenRange? InvertedSubject(VerbGroup group, Cue cue, TokenRange? subject)
    {
        var inverted = sentence.PhraseAfter(group.Verb + 1);
        return IsAfterTold(group.Start) && !inverted.IsEmpty && !sentence.Is(inverted.End, PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb)
            && (subject is null
                || (sentence.EndsAttribution(inverted.End)
                    && ((subject == subjects.Last && group.Start == group.Verb) || IsSaidBy(group, cue, inverted))))
                ? inverted
                : null;
    }

    // “…, forcing her to go,” said Brad Bannon, a consultant: what stands before the comma is no subject.
    private bool IsSaidBy(VerbGroup group, Cue cue, TokenRange inverted) =>
        cue.Base == "say" && group.Start == group.Verb
        && (inverted.End == sentence.Count || sentence[inverted.End].Kind is TokenKind.Comma or TokenKind.Stop)
        && (sentence[inverted.Start].IsCapitalised || sentence.Is(inverted.Start, PartOfSpeech.Determiner | PartOfSpeech.Possessive))
        && !sentence.Is(inverted.Start, PartOfSpeech.Time);

    private bool IsAfterTold(int start) => start > 0 && sentence[start - 1].Kind is TokenKind.Comma or TokenKind.Quotation or TokenKind.Dash;

    // Citing the attack, Will urged voters to go: who does the one does the other.
    private bool IsLeading(VerbGroup group) =>
        group.Voice == Voice.Going && !sentence.Is(group.Verb, PartOfSpeech.Preposition)
        && (group.Start == 0
            || (group.Start == 1 && sentence.Is(0, PartOfSpeech.Conjunction | PartOfSpeech.Preposition | PartOfSpeech.Subordinator | PartOfSpeech.Adverb)));

    // The comma after which the main clause begins.
    private int? MainClauseAfter(TokenRange leading)
    {
        for (var comma = leading.Start + 1; comma <= leading.End; comma++)
        {
            if (sentence.Is(comma, TokenKind.Comma) && sentence.IsMainClause(comma + 1) && !sentence.Is(comma + 1, "there"))
            {
                return comma;
            }
        }

        return null;
    }

    // People in general are no speakers; a purpose (to support) and a description (voters who want) tell of no single act, and what somebody
    // will or must approve is not approved.
    private bool IsAct(VerbGroup group, Construction construction, TokenRange speaker)
    {
        var head = sentence[speaker.End - 1];
        var isStill = construction is Construction.Thing or Construction.Preposition or Construction.BareClause
            && sentence.Has(new TokenRange(group.Start, group.Verb), token => token.Is(PartOfSpeech.Modal) && !token.Is("would") && !token.Is("'d"));
        if (isStill || head.Is("you") || head.Is("there") || (head.Is("one") && speaker.Length == 1))
        {
            return false;
        }

        return group.Voice switch
        {
            Voice.Infinitive => construction is Construction.Clause or Construction.Quotation,
            Voice.Going => true,
            _ => construction is Construction.Clause or Construction.BareClause or Construction.Embedded or Construction.Quotation or Construction.AfterCircumstance
                || !(head.Is(PartOfSpeech.Relative | PartOfSpeech.That) || head.Is("they") || head.Is("it"))
                || (head.Is("who") && sentence.Is(speaker.Start - 1, TokenKind.Comma)), // Ivanka, who portrayed him as a businessman
        };
    }
}
