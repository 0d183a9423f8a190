namespace NewsBot.Retrieval.Statements;

/// <summary>Finds what a participle tells: was criticised by Kerry; was asked whether he goes; Asked by a reporter whether he goes.</summary>
internal sealed class PassiveStatements(TokenizedSentence sentence, Subjects subjects, ContentEnds ends, FoundStatements found)
{
    /// <summary>Asked whether he goes; when asked about it: whoever asks is not the subject of the sentence.</summary>
    public bool IsAsked(VerbGroup group, Cue cue) =>
        IsAsking(cue) && sentence[group.Verb].IsForm(VerbForm.Participle) && (group.Start == 0 || sentence.Is(group.Start - 1, "when"));

    public void Read(VerbGroup group, Cue cue)
    {
        var words = new TokenRange(group.Start, group.Verb + 1);
        var next = words.End;
        subjects.Current = null;
        if (IsAsking(cue) && QuestionAt(next) is { } question)
        {
            found.Add(Construction.Question, null, words, cue, [question]);
        }
        else if (sentence.Is(next, "by") && sentence.PhraseAfter(next + 1) is { IsEmpty: false } speaker && !sentence.IsParticiple(speaker.Start))
        {
            ReadBy(group, words with { End = next + 1 }, cue, speaker);
        }
    }

    private void ReadBy(VerbGroup group, TokenRange words, Cue cue, TokenRange speaker)
    {
        if (cue.Takes(Frames.Order | Frames.Whom) && QuestionAt(speaker.End) is { } question)
        {
            found.Add(Construction.Question, speaker, words, cue, [question]);
        }
        else if (sentence.Has(new TokenRange(group.Start, group.Verb), token => token.Is(PartOfSpeech.Auxiliary))
            && sentence.PhraseBefore(group.Start) is { IsEmpty: false } subject && sentence.Trim(subject.Start, subject.End) is { } content)
        {
            found.Add(Construction.Passive, speaker, words, cue, [content]);
        }
    }

    private static bool IsAsking(Cue cue) => cue.Takes(Frames.Clause) && cue.Takes(Frames.Order);

    // whether he goes; about it; to go
    private TokenRange? QuestionAt(int index) =>
        (sentence.Is(index, "about") && index + 1 < sentence.Count ? ends.OfThing(index + 1)
            : sentence.Is(index, PartOfSpeech.Interrogative | PartOfSpeech.That | PartOfSpeech.To) ? ends.OfClause(index)
            : null) is { } question
                ? ends.BeforeMainClause(question)
                : null;
}
