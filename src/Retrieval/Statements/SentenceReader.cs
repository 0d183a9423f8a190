namespace NewsBot.Retrieval.Statements;

/// <summary>Finds who says what in one sentence: quotations first, then every cue from left to right.</summary>
internal sealed class SentenceReader
{
    private readonly TokenizedSentence sentence;
    private readonly FoundStatements found;
    private readonly Subjects subjects;
    private readonly QuotedSpeech quoted;
    private readonly VerbStatements verbs;
    private readonly PassiveStatements passives;
    private readonly NounStatements nouns;
    private readonly NamedSources sources;

    private SentenceReader(TokenizedSentence sentence)
    {
        this.sentence = sentence;
        found = new FoundStatements(sentence);
        subjects = new Subjects(sentence);
        quoted = new QuotedSpeech(sentence, subjects, found);
        var ends = new ContentEnds(sentence, subjects);
        verbs = new VerbStatements(sentence, subjects, new Contents(sentence, ends), new ToldBefore(sentence, found), quoted, found);
        passives = new PassiveStatements(sentence, subjects, ends, found);
        nouns = new NounStatements(sentence, subjects, ends, found);
        sources = new NamedSources(sentence, ends, found);
    }

    /// <returns>
    /// The sentence's statements; and if it ends with a colon, what it announces, which has no content yet: <c>The Times reports:</c>
    /// </returns>
    public static (List<Attribution> Statements, Attribution? Announced) Read(TokenizedSentence sentence)
    {
        var reader = new SentenceReader(sentence);
        reader.ReadAll();
        return (reader.found.Independent(), reader.Announced());
    }

    private void ReadAll()
    {
        for (var index = 0; index < sentence.Count; index++)
        {
            if (sentence.Is(index, TokenKind.Quotation))
            {
                quoted.Read(index);
            }
        }

        for (var index = 0; index < sentence.Count; index++)
        {
            if (sentence.IsWord(index))
            {
                ReadWord(index);
            }
        }

        sources.ReadColon();
        for (var index = 1; index < sentence.Count; index++)
        {
            if (sentence.Is(index, TokenKind.Quotation))
            {
                quoted.ReadAfterColon(index);
            }
        }
    }

    private void ReadWord(int index)
    {
        var token = sentence[index];
        if (token.Is("according") && sentence.Is(index + 1, "to"))
        {
            sources.ReadAccordingTo(index);
        }
        else if (token.Lexeme.Cue is { } cue && !quoted.UsesCue(index) && (!token.IsCapitalised || sentence.IsHeadline || index == 0)
            && sentence.VerbAt(index) is { } group)
        {
            if (group.Voice == Voice.Passive || passives.IsAsked(group, cue))
            {
                passives.Read(group, cue);
            }
            else
            {
                verbs.Read(group, cue);
            }
        }
        else if (token.Lexeme.Noun is { } noun && !token.IsCapitalised)
        {
            nouns.Read(index, noun);
        }
        else if (token.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb)
            || (token.IsMaybePast && index > 0 && !sentence.Is(index - 1, PartOfSpeech.Determiner | PartOfSpeech.Possessive | PartOfSpeech.Preposition | PartOfSpeech.Adverb)))
        {
            subjects.RememberAt(index);
        }
    }

    // By the last verb of saying, or by whoever the sentence is about.
    private Attribution? Announced()
    {
        if (sentence.Count < 2 || !sentence.Is(sentence.Count - 1, TokenKind.Colon))
        {
            return null;
        }

        for (var index = sentence.Count - 2; index >= 0; index--)
        {
            if (sentence[index].Lexeme.Cue is { } cue && cue.Takes(Frames.Speech) && sentence[index].IsForm(VerbForm.Past | VerbForm.Present | VerbForm.Going)
                && sentence.VerbAt(index) is { } group && subjects.Of(group) is { } subject)
            {
                return Announce(subject, new TokenRange(group.Start, index + 1), cue);
            }
        }

        return subjects.First is { } first ? Announce(first, new TokenRange(sentence.Count - 1, sentence.Count), Cue.Colon) : null;
    }

    private Attribution Announce(TokenRange speaker, TokenRange words, Cue cue) =>
        new(Construction.Announced, sentence.SpanOf(speaker), sentence.SpanOf(words), []) { Verb = cue.Base };
}
