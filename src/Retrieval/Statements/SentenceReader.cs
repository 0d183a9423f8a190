using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Finds who says what in one sentence.</summary>
internal sealed class SentenceReader
{

    // From this share of capitals on, a sentence is a headline, in which verbs have them too.
    private const double Headline = 0.6;

    private const int LongestName = 6;

    private readonly List<Token> tokens;
    private readonly bool isHeadline;
    private readonly string body;
    private readonly bool isFirst;
    private readonly List<Attribution> found = [];
    private readonly HashSet<int> usedCues = [];

    // The subject of the last finite verb, and of the first: those go on to say something: he left, and said; saying that.
    private (int Start, int End)? lastSubject;
    private (int Start, int End)? firstSubject;

    private SentenceReader(string body, List<Token> tokens, bool isFirst)
    {
        this.isFirst = isFirst;
        this.body = body;
        this.tokens = tokens;
        isHeadline = tokens.Count(token => token is { IsWord: true, IsCapitalised: true }) >= Headline * tokens.Count(token => token.IsWord);
    }

    public static List<Attribution> Read(string body, List<Token> tokens, bool isFirst)
    {
        var reader = new SentenceReader(body, tokens, isFirst);
        reader.ReadAll();
        return reader.found;
    }

    private void ReadAll()
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Kind == TokenKind.Quotation)
            {
                ReadQuotationWithSpeakerAfter(index);
            }
        }

        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (!token.IsWord)
            {
                continue;
            }

            if (token.Is("according") && index + 1 < tokens.Count && tokens[index + 1].Is("to"))
            {
                ReadAccordingTo(index);
            }
            else if (token.Lexeme.Cue is not null && !usedCues.Contains(index) && (!token.IsCapitalised || isHeadline || index == 0) && VerbGroup.At(tokens, index) is { } group)
            {
                ReadVerb(group);
            }
            else if (token.Lexeme.Noun is { } noun && !token.IsCapitalised)
            {
                ReadNoun(index, noun);
            }
            else if (token.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb) || (token.IsMaybePast && firstSubject is null && index > 0 && !tokens[index - 1].Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive | PartOfSpeech.Preposition | PartOfSpeech.Adverb)))
            {
                Remember(index > 1 && tokens[index - 1].Kind == TokenKind.Comma && token.Is(PartOfSpeech.Auxiliary) && BeforeApposition(index - 1) is { } named ? named : NounPhrases.Before(tokens, index));
            }
        }

        ReadColon();
        ReadQuotationsLeft();
    }

    // “…,” said Kerry; “…,” Kerry, the secretary of state, said on Tuesday, “…”
    private void ReadQuotationWithSpeakerAfter(int quotation)
    {
        var ending = LastLetterOf(quotation);
        var next = quotation + 1;
        var isLed = ending == ',';
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Comma)
        {
            isLed = true;
            next++;
        }

        if (next >= tokens.Count || !tokens[next].IsWord || !(isLed || ending is '?' or '!' or '—' or '…'))
        {
            return;
        }

        (int Start, int End) speaker;
        (int Start, int End) cue;
        if (IsSaying(next, isLed) && !tokens[next].Is(PartOfSpeech.Adverb | PartOfSpeech.Auxiliary))
        {
            cue = (next, next + 1);
            speaker = NounPhrases.After(tokens, next + 1);
        }
        else
        {
            speaker = NounPhrases.After(tokens, next);
            var verb = speaker.End > next ? VerbAfter(speaker, isLed) : null;
            if (verb is null)
            {
                return;
            }

            cue = (verb.Value, verb.Value + 1);
            speaker = (speaker.Start, Math.Min(speaker.End, verb.Value));
        }

        if (speaker.End <= speaker.Start)
        {
            return;
        }

        var content = new List<(int Start, int End)> { (StartOfQuoted(quotation), quotation + 1) };
        var after = Math.Max(speaker.End, cue.End);
        if (Continuation(after) is { } more)
        {
            content.Add((more, more + 1));
        }

        usedCues.Add(cue.Start);
        lastSubject = speaker;
        firstSubject ??= speaker;
        Add(speaker, cue, tokens[cue.Start].Lexeme.Cue?.Base ?? "", content);
        found[^1] = found[^1] with { Rule = "quoted" };
    }

    private char LastLetterOf(int quotation)
    {
        var text = body.AsSpan(tokens[quotation].Start, tokens[quotation].End - tokens[quotation].Start).TrimEnd("\"“”'‘’` ");
        return text.Length > 0 ? text[^1] : ' ';
    }

    /// <summary>The verb that goes with a speaker, directly or after an apposition.</summary>
    private int? VerbAfter((int Start, int End) speaker, bool isLed)
    {
        for (var index = speaker.Start + 1; index < speaker.End; index++)
        {
            if (IsSaying(index, isLed))
            {
                return index;
            }
        }

        var isApposition = false;
        for (var index = speaker.End; index < tokens.Count && index - speaker.End < 40; index++)
        {
            var token = tokens[index];
            if (token.Kind == TokenKind.Quotation || token.Kind == TokenKind.Semicolon)
            {
                return null;
            }

            isApposition |= !token.IsWord || token.Is(PartOfSpeech.Relative | PartOfSpeech.Preposition);
            if (token.IsWord && IsSaying(index, isLed && !isApposition) && !(isApposition && !token.Lexeme.Cue!.Takes(Frames.Speech)))
            {
                return index;
            }
        }

        return null;
    }

    // A verb of saying; right after what is said, any finite verb is one: “…,” an angry Hollande retaliated.
    private bool IsSaying(int index, bool isLed)
    {
        var token = tokens[index];
        if (!token.IsWord || token.IsCapitalised)
        {
            return false;
        }

        return (token.Lexeme.Cue is { } cue && cue.Takes(Frames.Speech) && token.IsForm(VerbForm.Past | VerbForm.Present))
            || (isLed && (token.Is(PartOfSpeech.PastVerb) || (token.Lexeme.Cue is not null && token.IsForm(VerbForm.Past | VerbForm.Present)) || token.IsMaybePast));
    }

    /// <summary>Where what ends with a quotation begins: with it, if that is a sentence of its own.</summary>
    private int StartOfQuoted(int quotation)
    {
        var text = body.AsSpan(tokens[quotation].Start, tokens[quotation].End - tokens[quotation].Start).TrimStart("\"“”'‘’`[ …");
        if (text.Length == 0 || !char.IsLower(text[0]))
        {
            return quotation;
        }

        var start = quotation;
        while (start > 0 && tokens[start - 1] is { Kind: TokenKind.Word or TokenKind.OpenBracket or TokenKind.CloseBracket } before && !(before.Lexeme.Cue is not null && before.IsForm(VerbForm.Past | VerbForm.Present)))
        {
            start--;
        }

        while (start < quotation && tokens[start].Is(PartOfSpeech.Conjunction))
        {
            start++;
        }

        return start;
    }

    /// <summary>The quotation that goes on after its speaker was named.</summary>
    private int? Continuation(int index)
    {
        for (; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Kind == TokenKind.Quotation)
            {
                return tokens[index - 1].Kind is TokenKind.Comma or TokenKind.Colon or TokenKind.Dash || tokens[index - 1].Is(PartOfSpeech.Conjunction) ? index : null;
            }

            if (token.Kind is TokenKind.Semicolon || token.Is(PartOfSpeech.Subordinator) && !token.Is(PartOfSpeech.Preposition)
                || (token.Lexeme.Cue is not null && token.IsForm(VerbForm.Past | VerbForm.Present | VerbForm.Going) && !VerbGroup.IsNounAt(tokens, index)))
            {
                return null;
            }
        }

        return null;
    }

    private void ReadAccordingTo(int index)
    {
        var speaker = NounPhrases.After(tokens, index + 2);
        if (speaker.End == speaker.Start)
        {
            return;
        }

        var content = index == 0
            ? Trim(speaker.End + 1, EndOfSentence())
            : Trim(StartBefore(index), index);
        Add(speaker, (index, index + 2), "according to", content);
    }

    private void ReadVerb(VerbGroup group)
    {
        var cue = tokens[group.Verb].Lexeme.Cue!;
        if (group.Voice == Voice.Passive)
        {
            ReadPassive(group, cue);
            return;
        }

        var after = group.Verb + 1;
        if (IsAskedBySomebody(group, cue))
        {
            currentSubject = null;
            if (ContentAfter(group, cue) is { } asked)
            {
                found.Add(new Attribution(null, SpanOf((group.Start, after)), [SpanOf(asked)]) { Verb = cue.Base, Rule = "asked" });
            }

            return;
        }

        var subject = SubjectOf(group);
        if (group.Voice == Voice.Finite)
        {
            // “Go,” said Kerry; He goes, said Kerry.
            if (IsAfterSaid(group.Start) && cue.Takes(Frames.Inside))
            {
                var inverted = NounPhrases.After(tokens, after);
                if (inverted.End > inverted.Start && (subject is null || (EndsAttribution(inverted.End) && ((subject == lastSubject && group.Start == group.Verb) || IsSaidBy(group, cue, inverted)))))
                {
                    AddSaidBefore(inverted, (group.Start, after), group.Start, tokens.Count, cue);
                    lastSubject = inverted;
                    firstSubject ??= inverted;
                    return;
                }
            }

            if (subject is null)
            {
                return;
            }

            Remember(subject.Value);
        }

        if (group.Voice == Voice.Going && IsLeading(group) && ContentUntilMainClause(group, cue) is var (thing, doer))
        {
            Add(doer, (group.Start, after), cue.Base, thing, group.IsNegated);
            return;
        }

        if (subject is null)
        {
            return;
        }

        currentSubject = subject;

        // What is said follows …
        if (ContentAfter(group, cue) is { } content && IsWorthy(group, cue, subject.Value))
        {
            Add(subject.Value, (group.Start, after), cue.Base, content, group.IsNegated);
            found[^1] = found[^1] with { Rule = group.Voice + " " + rule };
            return;
        }

        // said on Twitter, in reference to her first child: “…”
        if (group.Voice != Voice.Infinitive && cue.Takes(Frames.Speech) && Continuation(after) is { } quotation)
        {
            rule = "later";
            Add(subject.Value, (group.Start, after), cue.Base, UntilEndOfQuoted(quotation));
            return;
        }

        // … or came before: He goes, Kerry said.
        var start = Math.Min(subject.Value.Start, group.Start);
        if (group.Voice == Voice.Finite && cue.Takes(Frames.Inside) && IsAfterSaid(start) && subject.Value.End <= group.Start)
        {
            AddSaidBefore(subject.Value, (group.Start, after), start, after, cue);
        }
    }

    // Citing the attack, Will urged voters to go: who does the one does the other.
    private bool IsLeading(VerbGroup group) =>
        !tokens[group.Verb].Is(PartOfSpeech.Preposition) && (group.Start == 0 || (group.Start == 1 && (tokens[0].Is(PartOfSpeech.Conjunction | PartOfSpeech.Preposition | PartOfSpeech.Subordinator) || tokens[0].Is(PartOfSpeech.Adverb))));

    private ((int Start, int End) Content, (int Start, int End) Speaker)? ContentUntilMainClause(VerbGroup group, Cue cue)
    {
        if (ContentAfter(group, cue) is not { } content)
        {
            return null;
        }

        for (var comma = content.Start + 1; comma < Math.Min(tokens.Count, content.End + 1); comma++)
        {
            if (tokens[comma].Kind == TokenKind.Comma && IsMainClause(comma + 1, tokens.Count) && !tokens[comma + 1].Is("there"))
            {
                return ((content.Start, comma), NounPhrases.After(tokens, comma + 1));
            }
        }

        return null;
    }

    // People in general, and the asker and the answerer of an interview, are no speakers; a purpose (to support) and a description
    // (a bloc opposing the government, voters who want) tell of no single act.
    private bool IsWorthy(VerbGroup group, Cue cue, (int Start, int End) subject)
    {
        var head = tokens[subject.End - 1];
        if (head.Is("you") || head.Is("there") || head.Is("one") && subject.End - subject.Start == 1)
        {
            return false;
        }

        var tells = rule is "that" or "quote" or "bareclause" or "";
        if (group.Voice == Voice.Infinitive)
        {
            return rule is "that" or "quote";
        }

        if (group.Voice == Voice.Going)
        {
            return rule is "that" or "quote" || (group.Start > 0 && (tokens[group.Start - 1].Kind is TokenKind.Comma or TokenKind.Dash || tokens[group.Start - 1].Is("by") || (cue.Takes(Frames.Inside) && rule == "bareclause" && tokens[group.Start - 1].Is("of")) || tokens[group.Start - 1].Is(PartOfSpeech.Conjunction) || tokens[group.Start - 1].Is("while")));
        }

        // Ivanka, who portrayed him as a businessman
        var isAside = head.Is("who") && subject.Start > 0 && tokens[subject.Start - 1].Kind == TokenKind.Comma;
        return tells || isAside || !(head.Is(PartOfSpeech.Relative | PartOfSpeech.That) || head.Is("they") || head.Is("it"));
    }

    // Asked whether he goes; when asked about it: the story does not name who asked.
    private bool IsAskedBySomebody(VerbGroup group, Cue cue) =>
        cue.Takes(Frames.Clause) && cue.Takes(Frames.Order) && tokens[group.Verb].IsForm(VerbForm.Participle) && (group.Start == 0 || tokens[group.Start - 1].Is("when"));

    // “…, forcing her to go,” said Brad Bannon, a consultant: what stands before the comma is no subject.
    private bool IsSaidBy(VerbGroup group, Cue cue, (int Start, int End) inverted) =>
        cue.Base == "say" && group.Start == group.Verb
        && (inverted.End == tokens.Count || tokens[inverted.End].Kind is TokenKind.Comma or TokenKind.Stop)
        && (tokens[inverted.Start].IsCapitalised || tokens[inverted.Start].Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive)) && !tokens[inverted.Start].Is(PartOfSpeech.Time);

    private bool EndsAttribution(int index) =>
        index >= tokens.Count || !tokens[index].IsWord || tokens[index].Is(PartOfSpeech.Preposition | PartOfSpeech.Subordinator | PartOfSpeech.Time);

    // was described by Kerry as
    private void ReadPassive(VerbGroup group, Cue cue)
    {
        var by = group.Verb + 1;
        if (by >= tokens.Count || !tokens[by].Is("by"))
        {
            return;
        }

        var speaker = NounPhrases.After(tokens, by + 1);
        var subject = NounPhrases.Before(tokens, group.Start);
        if (speaker.End > speaker.Start && subject.End > subject.Start)
        {
            Add(speaker, (group.Start, by + 1), cue.Base, Trim(subject.Start, subject.End));
        }
    }

    // his belief that; Kerry's criticism of
    private void ReadNoun(int index, Cue noun)
    {
        if (index == 0 || index + 1 >= tokens.Count || !tokens[index - 1].Is(PartOfSpeech.Possessive))
        {
            return;
        }

        var speaker = tokens[index - 1].End - tokens[index - 1].Start > 2 ? (Start: index - 1, End: index) : NounPhrases.Before(tokens, index - 1);
        var next = tokens[index + 1];
        var content = noun.Takes(Frames.Clause) && next.Is(PartOfSpeech.That) ? Until(index + 1)
            : index + 2 < tokens.Count && noun.Prepositions.Any(next.Is) ? UntilEndOfThing(index + 2)
            : null;
        if (speaker.End > speaker.Start && content is not null)
        {
            Add(speaker, (index, index + 1), noun.Base, content);
            found[^1] = found[^1] with { Rule = "noun" };
        }
    }

    private (int Start, int End)? SubjectOf(VerbGroup group)
    {
        if (group.Voice != Voice.Finite)
        {
            // … with Donald Trump tweeting that
            var before = NounPhrases.Before(tokens, group.Start);
            return group.Voice == Voice.Infinitive ? lastSubject
                : before.Start > 0 && before.End > before.Start && tokens[before.Start - 1].Is("with") ? before
                : firstSubject;
        }

        var index = group.Start;
        while (index > 0 && tokens[index - 1] is { IsWord: true } before && before.Is(PartOfSpeech.Time | PartOfSpeech.Adverb))
        {
            index--;
            while (index > 0 && tokens[index - 1].IsWord && tokens[index - 1].Lexeme is { Parts: var parts } && parts.HasFlag(PartOfSpeech.Preposition))
            {
                index--;
            }
        }

        if (index == 0)
        {
            return null;
        }

        var last = tokens[index - 1];
        if (last.Is(PartOfSpeech.Relative) || (last.Is(PartOfSpeech.That) && index >= 2 && tokens[index - 2].IsWord && !tokens[index - 2].Is(PartOfSpeech.Auxiliary)))
        {
            return (index - 1, index);
        }

        if (last.Is(PartOfSpeech.Conjunction))
        {
            return subjectsGoingOn.TryGetValue(index - 1, out var subject) ? subject : lastSubject;
        }

        if (last.Kind is TokenKind.Comma or TokenKind.Dash)
        {
            return BeforeApposition(index - 1) ?? (IsList(index - 1) ? lastSubject : null);
        }

        var phrase = NounPhrases.Before(tokens, index);
        return phrase.End > phrase.Start ? phrase : null;
    }

    private bool IsList(int comma) => comma > 0 && lastSubject is not null && !tokens.Take(comma).Any(token => token.Kind == TokenKind.Quotation);

    // Kerry, the secretary of state, said; the name stands before the earlier comma.
    private (int Start, int End)? BeforeApposition(int comma)
    {
        var kind = tokens[comma].Kind;
        for (var index = comma - 1; index > 0 && comma - index < 40; index--)
        {
            if (tokens[index].Kind == TokenKind.Quotation && index == comma - 1)
            {
                return null;
            }

            if (tokens[index].Kind != kind)
            {
                continue;
            }

            if (!BeginsApposition(tokens[index + 1]))
            {
                continue;
            }

            var phrase = NounPhrases.Before(tokens, index);
            if (phrase.End > phrase.Start && !tokens[phrase.Start].Is(PartOfSpeech.Preposition | PartOfSpeech.Time))
            {
                return (phrase.Start, comma);
            }
        }

        return null;
    }

    private static bool BeginsApposition(Token token) =>
        token.IsWord && !token.Is(PartOfSpeech.Conjunction | PartOfSpeech.Auxiliary | PartOfSpeech.Subject | PartOfSpeech.That | PartOfSpeech.PastVerb | PartOfSpeech.To)
        || token.Is(PartOfSpeech.Determiner | PartOfSpeech.Relative);

    private (int Start, int End)? ContentAfter(VerbGroup group, Cue cue)
    {
        var index = group.Verb + 1;
        while (index < tokens.Count && tokens[index] is { IsWord: true } word && word.Is(PartOfSpeech.Adverb | PartOfSpeech.Time) && !word.Is(PartOfSpeech.Determiner | PartOfSpeech.Preposition))
        {
            index++;
        }

        // He added, though, that he goes.
        if (index + 2 < tokens.Count && tokens[index].Kind == TokenKind.Comma && tokens[index + 1].Is(PartOfSpeech.Adverb) && tokens[index + 2].Kind == TokenKind.Comma)
        {
            index += 3;
        }

        if (index >= tokens.Count)
        {
            return null;
        }

        var next = tokens[index];
        if (next.Lexeme == Lexeme.Quoted && cue.Takes(~Frames.Do))
        {
            return UntilEndOfQuoted(index);
        }

        if (next.Kind is TokenKind.Colon or TokenKind.Comma && index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.Quotation
            && cue.Takes(Frames.Clause | Frames.Quote))
        {
            return UntilEndOfQuoted(index + 1);
        }

        if (next.Kind == TokenKind.Colon && cue.Takes(Frames.Clause | Frames.Quote))
        {
            return Trim(index + 1, EndOfSentence());
        }

        if (!next.IsWord)
        {
            return null;
        }

        if (next.Is("to"))
        {
            return cue.Takes(Frames.Do) || cue.Prepositions.Contains("to", StringComparer.Ordinal) ? Until(index, "do") : AfterTo(index, cue);
        }

        if (next.Is(PartOfSpeech.Preposition) && !next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative))
        {
            return cue.Prepositions.Any(preposition => next.Is(preposition)) && index + 1 < tokens.Count
                ? UntilEndOfThing(index + 1, "prep")
                : cue.Takes(Frames.Clause) ? AfterCircumstance(index) : null;
        }

        if (cue.Takes(Frames.Clause) && (next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative)))
        {
            return Until(index, "that");
        }

        if (cue.Takes(Frames.Whom))
        {
            return Addressed(index);
        }

        if (cue.Takes(Frames.Order) && NounPhrases.After(tokens, index) is var listener && listener.End > index && listener.End < tokens.Count && tokens[listener.End].Is("to"))
        {
            return Until(index, "order");
        }

        return cue.Takes(Frames.Clause) && IsClause(index) ? Until(index, "bareclause")
            : cue.Takes(Frames.Thing) && BeginsThing(next) && !IsParticle(index) ? UntilEndOfThing(index)
            : null;
    }

    // told reporters that, told CNN on Friday: “…”
    private (int Start, int End)? Addressed(int index)
    {
        var listener = NounPhrases.After(tokens, index);
        if (listener.End == index || listener.End >= tokens.Count)
        {
            return null;
        }

        var next = tokens[listener.End];
        return next.Is(PartOfSpeech.That | PartOfSpeech.Interrogative) || next.Kind == TokenKind.Quotation ? UntilEndOfQuoted(listener.End)
            : next.Is("to") ? Until(listener.End)
            : next.IsWord && next.Is(PartOfSpeech.Preposition | PartOfSpeech.Time | PartOfSpeech.Adverb) ? AfterCircumstance(listener.End)
            : next.Is(PartOfSpeech.Auxiliary) ? Until(index)
            : next.Is(PartOfSpeech.Subject) || (next.IsWord && IsClause(listener.End)) ? Until(listener.End)
            : next.Kind is TokenKind.Comma or TokenKind.Colon && listener.End + 1 < tokens.Count && tokens[listener.End + 1].Kind == TokenKind.Quotation ? UntilEndOfQuoted(listener.End + 1)
            : null;
    }

    // suggested to reporters that
    private (int Start, int End)? AfterTo(int index, Cue cue) => cue.Takes(Frames.Clause) ? AfterCircumstance(index) : null;

    // said in a statement that …; said in Geneva: “…”
    private (int Start, int End)? AfterCircumstance(int index)
    {
        for (var next = index + 1; next < tokens.Count && next - index < 14; next++)
        {
            var token = tokens[next];
            if (token.Is(PartOfSpeech.That) || (token.Is(PartOfSpeech.Interrogative) && !token.Is(PartOfSpeech.Subordinator)))
            {
                return Until(next);
            }

            if (token.Kind is TokenKind.Comma or TokenKind.Colon)
            {
                if (next + 1 < tokens.Count && tokens[next + 1].Kind == TokenKind.Quotation)
                {
                    return UntilEndOfQuoted(next + 1);
                }

                // in Toledo, Ohio, that
                if (token.Kind == TokenKind.Comma && next + 2 < tokens.Count && (tokens[next + 1].IsCapitalised || tokens[next + 1].Is(PartOfSpeech.That)))
                {
                    continue;
                }

                return null;
            }

            if (token.Is(PartOfSpeech.Subject) && !token.Is(PartOfSpeech.Determiner) && next > index + 1 && IsClause(next))
            {
                return Until(next);
            }

            if (token.Kind is not (TokenKind.Word or TokenKind.Quotation))
            {
                return null;
            }
        }

        return null;
    }

    // backed off, backed him up: the particle makes it another verb.
    private bool IsParticle(int index) =>
        tokens[index].Is(PartOfSpeech.Particle) || (tokens[index].Is(PartOfSpeech.Object) && index + 1 < tokens.Count && tokens[index + 1].Is(PartOfSpeech.Particle));

    private static bool BeginsThing(Token token) =>
        !token.Is(PartOfSpeech.Conjunction | PartOfSpeech.Auxiliary | PartOfSpeech.Relative) && (!token.Is(PartOfSpeech.Adverb) || token.Is(PartOfSpeech.Determiner))
        && (!token.Is(PartOfSpeech.Subordinator | PartOfSpeech.Preposition) || token.Is(PartOfSpeech.Interrogative));

    // A subject and its verb follow.
    private bool IsClause(int index)
    {
        var subject = NounPhrases.After(tokens, index);
        if (subject.End == index)
        {
            return tokens[index].Is(PartOfSpeech.Subject) || (tokens[index].Is(PartOfSpeech.Subordinator) && !tokens[index].Is(PartOfSpeech.Preposition));
        }

        return subject.End < tokens.Count;
    }

    private bool IsAfterSaid(int start)
    {
        if (start == 0)
        {
            return false;
        }

        return tokens[start - 1].Kind is TokenKind.Comma or TokenKind.Quotation or TokenKind.Dash;
    }

    /// <summary>What stands before speaker and cue, and what goes on after them.</summary>
    private void AddSaidBefore((int Start, int End) speaker, (int Start, int End) cue, int start, int end, Cue word)
    {
        var content = new List<(int Start, int End)>();
        var before = Trim(StartBefore(start), start);
        if (before is { } first)
        {
            content.Add(first);
        }

        // “…,” he said, “…”; He goes, Kerry said, and stays.
        while (end < tokens.Count && tokens[end] is { IsWord: true } || (end < tokens.Count && tokens[end].Kind is TokenKind.OpenBracket or TokenKind.CloseBracket))
        {
            end++;
        }

        if (end + 1 < tokens.Count && tokens[end].Kind is TokenKind.Comma or TokenKind.Colon)
        {
            if (tokens[end + 1] is { } going && !going.IsForm(VerbForm.Going) && !going.Is(PartOfSpeech.Preposition | PartOfSpeech.Subordinator))
            {
                if (Trim(end + 1, EndOfSentence()) is { } rest)
                {
                    content.Add(rest);
                }
            }
        }

        if (content.Count > 0)
        {
            Add(speaker, cue, word.Base, content);
        }
    }

    // From the beginning of the sentence, or from what was said last.
    private string rule = "";
    private (int Start, int End)? currentSubject;
    private readonly Dictionary<int, (int Start, int End)> subjectsGoingOn = [];

    private int StartBefore(int index)
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

    private int EndOfSentence()
    {
        var end = tokens.Count;
        while (end > 0 && tokens[end - 1].Kind == TokenKind.Stop)
        {
            end--;
        }

        return end;
    }

    /// <summary>From a token until what is said ends.</summary>
    private (int Start, int End)? Until(int start, string how = "")
    {
        rule = how;
        var end = EndOfSentence();
        var isInLeadingClause = IsInLeadingClause(start);
        for (var index = start + 1; index < end; index++)
        {
            if (tokens[index].Kind is TokenKind.Semicolon)
            {
                end = index;
            }
            else if (tokens[index].Kind is TokenKind.Comma && index + 1 < end && EndsContent(index + 1))
            {
                end = index;
            }
            else if ((tokens[index].Kind is TokenKind.Comma or TokenKind.Dash || tokens[index].Lexeme == Lexeme.Quoted) && index + 2 < end && tokens[index + 1].Is(PartOfSpeech.Conjunction) && IsPerson(tokens[index + 2]))
            {
                end = tokens[index].Lexeme == Lexeme.Quoted ? index + 1 : index;
            }
            else if (tokens[index].Kind is TokenKind.Comma && index + 2 < end && (tokens[index + 1].Is(PartOfSpeech.Conjunction) || tokens[index + 1].Is("while")) && IsSomebodySaying(index + 2, end))
            {
                end = index;
            }
            else if (tokens[index].Kind is TokenKind.Comma && isInLeadingClause && IsMainClause(index + 1, end))
            {
                end = index;
            }
            else if (tokens[index].Kind is TokenKind.CloseBracket && IsUnopened(start, index))
            {
                end = index;
            }
            else if (tokens[index].Kind is TokenKind.Comma or TokenKind.Dash && (IsTrailingAttribution(index + 1, end) || (IsRelative(currentSubject) && BeginsVerb(index + 1))))
            {
                end = index;
            }
            else if (tokens[index].Is(PartOfSpeech.Conjunction) && index + 1 < end && BeginsSaying(index + 1))
            {
                end = index;
                if (currentSubject is { } subject)
                {
                    subjectsGoingOn[index] = subject;
                }
            }
            else if (tokens[index].Lexeme == Lexeme.Quoted && index + 1 < end && EndsContent(index + 1) && LastLetterOf(index) == ',')
            {
                end = index + 1;
            }
        }

        return Trim(start, end);
    }

    /// <summary>A quotation that ends as a sentence does is all that was said.</summary>
    private (int Start, int End)? UntilEndOfQuoted(int quotation)
    {
        var content = tokens[quotation].Kind == TokenKind.Quotation && LastLetterOf(quotation) is ',' or '.' or '?' or '!'
            ? Trim(quotation, quotation + 1)
            : Until(quotation);
        rule = "quote";
        return content;
    }

    /// <summary>From the first token of a thing until it ends.</summary>
    private (int Start, int End)? UntilEndOfThing(int start, string how = "thing")
    {
        rule = how;
        var end = EndOfSentence();
        for (var index = start + 1; index < end; index++)
        {
            var token = tokens[index];
            if (token.Kind is TokenKind.Semicolon or TokenKind.Comma or TokenKind.Dash
                || (token.Is(PartOfSpeech.Subordinator) && !token.Is(PartOfSpeech.Conjunction) && !(token.Is("as") && index + 1 < end && !tokens[index + 1].Is(PartOfSpeech.Subject)))
                || (token.Is(PartOfSpeech.Conjunction) && index + 1 < end && BeginsVerb(index + 1)))
            {
                end = index;
            }
        }

        return Trim(start, end);
    }

    private bool BeginsVerb(int index)
    {
        while (index < tokens.Count && tokens[index].Is(PartOfSpeech.Adverb))
        {
            index++;
        }

        return index < tokens.Count && (tokens[index].Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb) || tokens[index].IsForm(VerbForm.Past | VerbForm.Present));
    }

    // …, adding that; …, according to; …, Kerry said
    private bool EndsContent(int index)
    {
        var token = tokens[index];
        return (token.Lexeme.Cue is not null && token.IsForm(VerbForm.Going)) || token.Is("according");
    }

    // While officials say that he goes, he stays: what is said ends where the main clause begins.
    private bool IsInLeadingClause(int start)
    {
        var first = tokens.Count > 1 && tokens[0].Is(PartOfSpeech.Conjunction) ? 1 : 0;
        return tokens[first].Is(PartOfSpeech.Subordinator) && start > first + 1 && !tokens.Take(start).Any(token => token.Kind == TokenKind.Comma);
    }

    private bool IsMainClause(int start, int end)
    {
        var subject = NounPhrases.After(tokens, start);
        if (subject.End == subject.Start || tokens[start].Is(PartOfSpeech.Conjunction))
        {
            return false;
        }

        var verb = subject.End;
        while (verb < end && tokens[verb].IsWord && tokens[verb].Is(PartOfSpeech.Adverb))
        {
            verb++;
        }

        return verb < end && (tokens[verb].Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb) || tokens[verb].IsForm(VerbForm.Past | VerbForm.Present) || tokens[verb].IsMaybePast);
    }

    // …, and attorneys for the department said
    private bool IsSomebodySaying(int start, int end)
    {
        var speaker = NounPhrases.After(tokens, start);
        if (speaker.End == speaker.Start)
        {
            return false;
        }

        while (speaker.End < end && tokens[speaker.End].Is(PartOfSpeech.Preposition))
        {
            var more = NounPhrases.After(tokens, speaker.End + 1);
            if (more.End == more.Start)
            {
                return false;
            }

            speaker = (speaker.Start, more.End);
        }

        while (speaker.End < end && tokens[speaker.End].IsWord && tokens[speaker.End].Is(PartOfSpeech.Adverb | PartOfSpeech.Auxiliary))
        {
            speaker = (speaker.Start, speaker.End + 1);
        }

        return speaker.End < end && tokens[speaker.End].Lexeme.Cue is { } cue && cue.Takes(Frames.Clause) && tokens[speaker.End].IsForm(VerbForm.Past | VerbForm.Present);
    }

    private bool IsUnopened(int start, int closing)
    {
        for (var index = closing - 1; index >= start; index--)
        {
            if (tokens[index].Kind == TokenKind.OpenBracket)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPerson(Token token) => token.Is("he") || token.Is("she") || token.Is("they");

    // Kerry, who said that he goes, left
    private bool IsRelative((int Start, int End)? subject) =>
        subject is { } phrase && phrase.End - phrase.Start == 1 && tokens[phrase.Start].Is(PartOfSpeech.Relative | PartOfSpeech.That);

    // …, current and former officials said.
    private bool IsTrailingAttribution(int start, int end)
    {
        var speaker = NounPhrases.After(tokens, start);
        return speaker.End > start && speaker.End < end && end - speaker.End <= 3 && IsSaying(speaker.End, isLed: false);
    }

    // … and added that
    private bool BeginsSaying(int index)
    {
        while (index < tokens.Count && tokens[index].Is(PartOfSpeech.Adverb))
        {
            index++;
        }

        return index < tokens.Count && tokens[index].Lexeme.Cue is { } cue && !tokens[index].IsCapitalised
            && (tokens[index].IsForm(VerbForm.Past | VerbForm.Going) || (tokens[index].IsForm(VerbForm.Present) && !cue.IsAlsoNoun));
    }

    private (int Start, int End)? Trim(int start, int end)
    {
        while (start < end && tokens[start].Kind is TokenKind.Comma or TokenKind.Dash or TokenKind.Colon)
        {
            start++;
        }

        while (end > start && tokens[end - 1].Kind is TokenKind.Comma or TokenKind.Dash or TokenKind.Colon or TokenKind.Stop)
        {
            end--;
        }

        return start < end ? (start, end) : null;
    }

    // put it this way: “…”; whoever the sentence is about says it.
    private void ReadQuotationsLeft()
    {
        for (var index = 1; index < tokens.Count; index++)
        {
            if (tokens[index].Kind == TokenKind.Quotation && tokens[index - 1].Kind is TokenKind.Colon && firstSubject is { } speaker
                && !found.Exists(statement => statement.Content.Any(span => span.Start <= tokens[index].Start && span.End >= tokens[index].End)))
            {
                Add(speaker, (index - 1, index), ":", (index, index + 1));
                found[^1] = found[^1] with { Rule = "left" };
            }
        }
    }

    // Lavrov: Assad's exit is no precondition
    private void ReadColon()
    {
        var colon = tokens.FindIndex(token => token.Kind == TokenKind.Colon);
        if (colon > 0 && colon <= LongestName && colon + 1 < tokens.Count && IsSpeakerName(colon) && Trim(colon + 1, EndOfSentence()) is { } content)
        {
            Add((0, colon), (colon, colon + 1), ":", content);
        }
    }

    // In a headline, before a quotation, or in the capitals of a transcript; a Q or an A is nobody.
    private bool IsSpeakerName(int colon)
    {
        var name = body.AsSpan(tokens[0].Start, tokens[colon - 1].End - tokens[0].Start);
        return name.Length > 2
            && tokens.Take(colon).All(token => token is { IsWord: true, IsCapitalised: true } && !token.Is(PartOfSpeech.Auxiliary))
            && (isFirst || tokens[colon + 1].Lexeme == Lexeme.Quoted || !name.ContainsAnyInRange('a', 'z'));
    }

    private void Remember((int Start, int End) subject)
    {
        if (subject.End > subject.Start)
        {
            lastSubject = subject;
            firstSubject ??= subject;
        }
    }

    private void Add((int Start, int End) speaker, (int Start, int End) cue, string verb, (int Start, int End)? content, bool isNegated = false)
    {
        if (content is { } span)
        {
            Add(speaker, cue, verb, [span], isNegated);
        }
    }

    private void Add((int Start, int End) speaker, (int Start, int End) cue, string verb, List<(int Start, int End)> content, bool isNegated = false) =>
        found.Add(new Attribution(SpanOf(speaker), SpanOf(cue), content.Select(SpanOf).ToList()) { Verb = verb, IsDenied = isNegated });

    private TextSpan SpanOf((int Start, int End) range) => new(tokens[range.Start].Start, tokens[range.End - 1].End);
}
