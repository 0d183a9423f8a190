namespace NewsBot.Retrieval.Statements;

/// <summary>Finds what a source is named for without a verb: according to Kerry; Kerry: we go.</summary>
internal sealed class NamedSources(TokenizedSentence sentence, ContentEnds ends, FoundStatements found)
{
    private const int LongestName = 6;

    public void ReadAccordingTo(int index)
    {
        var words = new TokenRange(index, index + 2);
        var speaker = sentence.PhraseAfter(words.End);
        var content = index == 0 ? sentence.Trim(speaker.End + 1, sentence.EndOfWords)
            : sentence.Is(index - 1, PartOfSpeech.Relative) ? ends.OfThing(speaker.End) // who, according to him, left
            : sentence.Trim(sentence.StartOfPart(index), index);
        if (speaker.IsEmpty || content is not { } told)
        {
            return;
        }

        // Other divides, according to the poll, are age and income.
        var rest = index > 0 && sentence.Is(speaker.End, TokenKind.Comma) && !sentence.HasFinite(told)
            ? sentence.Trim(speaker.End + 1, sentence.EndOfWords)
            : null;
        found.Add(Construction.AccordingTo, speaker, words, Cue.AccordingTo, rest is { } more ? [told, more] : [told]);
    }

    // Lavrov: Assad's exit is no precondition
    public void ReadColon()
    {
        var colon = 0;
        while (colon <= LongestName && colon < sentence.Count && !sentence.Is(colon, TokenKind.Colon))
        {
            colon++;
        }

        var name = new TokenRange(0, colon);
        if (!name.IsEmpty && sentence.Is(colon, TokenKind.Colon) && colon + 1 < sentence.Count && IsSpeakerName(name)
            && sentence.Trim(colon + 1, sentence.EndOfWords) is { } content)
        {
            found.Add(Construction.Colon, name, new TokenRange(colon, colon + 1), Cue.Colon, [content]);
        }
    }

    // In a headline, before a quotation, or in the capitals of a transcript; a Q or an A is nobody.
    private bool IsSpeakerName(TokenRange name)
    {
        var text = sentence.TextOf(name);
        return text.Length > 2
            && !sentence.Has(name, token => token is not { IsWord: true, IsCapitalised: true } || token.Is(PartOfSpeech.Auxiliary))
            && (sentence.IsFirst || sentence.IsQuoted(name.End + 1) || !text.ContainsAnyInRange('a', 'z'));
    }
}
