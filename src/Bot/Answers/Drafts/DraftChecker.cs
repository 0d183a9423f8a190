using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Checks what a language model drafts against the stories, sentence by sentence, before anybody reads it. Each rule has its own file.</summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class DraftChecker(WordNet dictionary, WordVectors vectors)
{
    /// <param name="sentence">One sentence as the model wrote it, with its marks <c>[n]</c>.</param>
    /// <param name="evidence">What was given to the model.</param>
    public DraftVerdict Check(string sentence, IReadOnlyList<NumberedEvidence> evidence)
    {
        // (a) It cites what there is, (g) in plain text.
        if (CitationMarks.Read(sentence, evidence) is not var (text, numbered))
        {
            return new DraftVerdict.Dropped(DropReason.NotCited);
        }

        if (!PlainText.Is(text))
        {
            return new DraftVerdict.Dropped(DropReason.NotPlainText);
        }

        // (b) Its quotations are true, or made so.
        var cited = numbered.Select(CitedSentence.Of).ToList();
        if (Quotations.PutRight(text, cited) is not { } quoted)
        {
            return new DraftVerdict.Dropped(DropReason.NotQuoted);
        }

        // (c) … (f) What it says is what they say.
        var draft = new Draft(quoted, cited, dictionary);
        if (Speakers.NamePronouns(draft, dictionary) is var named && named != quoted)
        {
            draft = new Draft(named, cited, dictionary);
        }

        return BrokenRule(draft) is { } reason
            ? new DraftVerdict.Dropped(reason)
            : new DraftVerdict.Kept(draft.Text, numbered.Select(one => one.Number).ToList());
    }

    private DropReason? BrokenRule(Draft draft) =>
        !Speakers.AreRight(draft) || !Addressees.AreTold(draft) ? DropReason.WrongSpeaker
        : !Quantities.AreTold(draft) || !DatesTold.AreTold(draft) || !NamesTold.AreTold(draft, dictionary) || !Titles.AreTold(draft) || !Actors.AreTold(draft, dictionary) || !Quantifiers.AreTold(draft) ? DropReason.UnknownFact
        : !ReportedClaims.AreAttributed(draft) ? DropReason.ClaimAsFact
        : !Polarity.Agrees(draft) ? DropReason.OtherPolarity
        : !Modality.IsKept(draft) || !Conditions.AreKept(draft) ? DropReason.Hardened
        : !Roles.AreKept(draft, dictionary) ? DropReason.SwappedRoles
        : !Modifiers.AreKept(draft) || !Comparisons.AreKept(draft) || !Phases.AreKept(draft) || !Sequence.IsKept(draft) ? DropReason.OtherMeaning
        : !Coverage.IsEnough(draft) || Opposites.AreTold(draft, dictionary) || ForeignWords.AreIn(draft, dictionary) || Substitutions.AreIn(draft) || !WordAgreement.IsEnough(draft, vectors) ? DropReason.NotCarried
        : null;
}
