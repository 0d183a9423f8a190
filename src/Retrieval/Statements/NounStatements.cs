namespace NewsBot.Retrieval.Statements;

/// <summary>Finds what a cue that is a noun tells: his belief that he goes; Kerry's repeated criticism of the plan; made a call for calm.</summary>
internal sealed class NounStatements(TokenizedSentence sentence, Subjects subjects, ContentEnds ends, FoundStatements found)
{
    // Between an owner and the noun.
    private const int MostAdjectives = 3;

    private static readonly HashSet<string> Having =
        [.. "has have had make makes made making give gives gave take takes took issue issues issued express expresses expressed expressing voice voices voiced offer offers offered renewed repeated reiterated released".Split(' ')];

    public void Read(int index, Cue noun)
    {
        if (index > 0 && ContentAfter(index, noun) is { } content && OwnerBefore(index) is var (owner, start) && !owner.IsEmpty)
        {
            found.Add(Construction.Noun, owner, new TokenRange(start, index + 1), noun, [content]);
        }
    }

    private TokenRange? ContentAfter(int index, Cue noun)
    {
        var next = index + 1;
        return (noun.Takes(Frames.Clause) && sentence.Is(next, PartOfSpeech.That)) || (noun.Takes(Frames.Do) && sentence.Is(next, PartOfSpeech.To) && next + 1 < sentence.Count)
                ? BeforeVerb(ends.OfClause(next))
            : next + 1 < sentence.Count && noun.Prepositions.Any(preposition => sentence.Is(next, preposition)) ? BeforeVerb(ends.OfThing(next + 1))
            : null;
    }

    // His call to deport them has support: what the noun is the subject of is not its content.
    private TokenRange? BeforeVerb(TokenRange? whole)
    {
        if (whole is not { } content)
        {
            return null;
        }

        for (var index = content.Start + 1; index < content.End; index++)
        {
            var token = sentence[index];
            if (token.Is(PartOfSpeech.Relative | PartOfSpeech.That | PartOfSpeech.Interrogative | PartOfSpeech.Subject) && !token.Is(PartOfSpeech.Determiner))
            {
                break;
            }

            if (token.Is(PartOfSpeech.Auxiliary | PartOfSpeech.PastVerb) && !sentence.Is(index - 1, PartOfSpeech.To))
            {
                return sentence.Trim(content.Start, index);
            }
        }

        return content;
    }

    /// <summary>Whose it is, and where the words begin that say what it is.</summary>
    private (TokenRange Owner, int Start)? OwnerBefore(int index)
    {
        var possessive = index - 1;
        while (possessive > 0 && index - possessive <= MostAdjectives && IsAdjective(possessive))
        {
            possessive--;
        }

        var start = possessive + 1;
        if (sentence.Is(possessive, PartOfSpeech.Possessive))
        {
            // The ending of Kerry's is a token of its own.
            var isEnding = sentence.TextOf(possessive).Length <= 2;
            return (isEnding ? sentence.PhraseBefore(possessive) : Antecedent(possessive) ?? new TokenRange(possessive, start), start);
        }

        // made a call for; expressed hope that
        var verb = sentence.Is(possessive, PartOfSpeech.Determiner) ? possessive - 1 : possessive;
        return verb >= 0 && sentence.IsWord(verb) && Having.Contains(sentence.TextOf(verb).ToString()) ? (sentence.PhraseBefore(verb), start) : null;
    }

    // He repeated his call; Kerry repeated his call: the subject, if it is a person's name or stands for one.
    private TokenRange? Antecedent(int possessive) =>
        (sentence.Is(possessive, "his") || sentence.Is(possessive, "her")) && subjects.Last is { } subject
        && (sentence.Is(subject.Start, "he") || sentence.Is(subject.Start, "she")
            || (sentence[subject.End - 1].IsCapitalised && !sentence.Has(subject, token => token.Is(PartOfSpeech.Possessive | PartOfSpeech.Preposition))))
            ? subject
            : null;

    private bool IsAdjective(int index) =>
        sentence[index] is { IsWord: true, IsCapitalised: false } word && !word.Is(PartOfSpeech.Possessive)
        && (word.Lexeme == Lexeme.Unknown || word.Is(PartOfSpeech.Adverb) || word.IsMaybePast);
}
