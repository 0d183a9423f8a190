namespace NewsBot.Retrieval.Statements;

/// <summary>Tells whose verb a verb is, for which the sentence is read from its beginning to its end.</summary>
internal sealed class Subjects(TokenizedSentence sentence)
{
    // Longer than any description between a name and its verb.
    private const int LongestApposition = 40;

    private readonly Dictionary<int, TokenRange> goingOn = [];

    /// <summary>That of the first finite verb, which goes on: he left, saying that.</summary>
    public TokenRange? First { get; private set; }

    /// <summary>That of the last finite verb, which goes on: he left, and said.</summary>
    public TokenRange? Last { get; private set; }

    /// <summary>That of the cue that is being read; null if it has none.</summary>
    public TokenRange? Current { get; set; }

    /// <summary>Whether the cue that is being read belongs to a relative clause: Kerry, who said.</summary>
    public bool IsRelative => Current is { Length: 1, Start: var only } && sentence.Is(only, PartOfSpeech.Relative | PartOfSpeech.That);

    public void Remember(TokenRange subject)
    {
        if (!subject.IsEmpty)
        {
            Last = subject;
            First ??= subject;
        }
    }

    /// <summary>Remembers whose a finite verb is that is no cue.</summary>
    public void RememberAt(int verb) =>
        Remember(verb > 1 && sentence.Is(verb - 1, TokenKind.Comma) && BeforeApposition(verb - 1) is { } named ? named : sentence.PhraseBefore(verb));

    /// <summary>Notes that a conjunction goes on with the subject of the cue that is being read: said that he goes, and added.</summary>
    public void GoOnAt(int conjunction)
    {
        if (Current is { } subject)
        {
            goingOn[conjunction] = subject;
        }
    }

    public TokenRange? Of(VerbGroup group) => group.Voice switch
    {
        Voice.Infinitive => Last,
        Voice.Going => OfParticiple(group.Start),
        _ => OfFinite(group.Start),
    };

    private TokenRange? OfParticiple(int start) =>
        AfterWith(start) is { } companion ? companion
        : goingOn.TryGetValue(start - 1, out var same) ? same
        : sentence.Is(0, PartOfSpeech.Subordinator | PartOfSpeech.Preposition) ? Last // After he left, Kerry spoke, saying
        : First;

    // …, with Donald Trump tweeting that
    private TokenRange? AfterWith(int end)
    {
        for (var index = end - 1; index > 0 && sentence.IsWord(index) && !sentence.IsFinite(index); index--)
        {
            if (sentence.Is(index, "with"))
            {
                return index + 1 < end && sentence.Is(index - 1, TokenKind.Comma) ? new TokenRange(index + 1, end) : null;
            }
        }

        return null;
    }

    private TokenRange? OfFinite(int start)
    {
        var index = BeforeCircumstances(start);
        if (index == 0)
        {
            return null;
        }

        var last = sentence[index - 1];
        if (last.Is(PartOfSpeech.Relative) || (last.Is(PartOfSpeech.That) && sentence.IsWord(index - 2) && !sentence.Is(index - 2, PartOfSpeech.Auxiliary)))
        {
            return new TokenRange(index - 1, index);
        }

        if (last.Is(PartOfSpeech.Conjunction))
        {
            return goingOn.TryGetValue(index - 1, out var subject) ? subject : Last;
        }

        if (last.Kind is TokenKind.Comma or TokenKind.Dash)
        {
            return BeforeApposition(index - 1) ?? (IsList(index - 1) ? Last : null);
        }

        return sentence.PhraseBefore(index) is { IsEmpty: false } phrase ? phrase : null;
    }

    // Kerry on Tuesday said; Kerry also said; and at once said
    private int BeforeCircumstances(int index)
    {
        while (sentence.Is(index, PartOfSpeech.Time | PartOfSpeech.Adverb) && sentence.Is(index - 1, PartOfSpeech.Preposition))
        {
            index--;
        }

        while (sentence.IsWord(index - 1) && sentence.Is(index - 1, PartOfSpeech.Time | PartOfSpeech.Adverb))
        {
            index--;
            while (sentence.IsWord(index - 1) && sentence.Is(index - 1, PartOfSpeech.Preposition))
            {
                index--;
            }
        }

        return index;
    }

    // He came, saw, said.
    private bool IsList(int comma) => comma > 0 && !sentence.Has(new TokenRange(0, comma), token => token.Kind == TokenKind.Quotation);

    // Kerry, the secretary of state, said; the name stands before the earlier comma.
    private TokenRange? BeforeApposition(int comma)
    {
        var kind = sentence[comma].Kind;
        for (var index = comma - 1; index > 0 && comma - index < LongestApposition; index--)
        {
            if (index == comma - 1 && sentence.Is(index, TokenKind.Quotation))
            {
                return null;
            }

            if (sentence.Is(index, kind) && BeginsApposition(sentence[index + 1]) && !IsYear(index + 1)
                && sentence.PhraseBefore(index) is { IsEmpty: false } phrase && !sentence.Is(phrase.Start, PartOfSpeech.Preposition | PartOfSpeech.Time)
                && !sentence.Is(phrase.Start - 1, PartOfSpeech.Relative)) // The Times, which owns papers, such as the Post, said
            {
                return phrase with { End = comma };
            }
        }

        return null;
    }

    // On June 20, 2022, says: no description of what is before it, as an age is.
    private bool IsYear(int index) => sentence.IsWord(index) && sentence.TextOf(index) is { Length: 4 } year && char.IsDigit(year[0]);

    private static bool BeginsApposition(Token token) =>
        token.Is(PartOfSpeech.Determiner | PartOfSpeech.Relative)
        || (token.IsWord && !token.Is(PartOfSpeech.Conjunction | PartOfSpeech.Auxiliary | PartOfSpeech.Subject | PartOfSpeech.That | PartOfSpeech.PastVerb | PartOfSpeech.To));
}
