using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Checks what a language model drafts against the stories, sentence by sentence, before anybody reads it. Each rule has its own file.</summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class DraftChecker(WordNet dictionary)
{
    private readonly IReadOnlyList<(DropReason Reason, Func<Draft, bool> IsKept)> rules = [.. Rules(dictionary)];

    /// <param name="sentence">One sentence as the model wrote it, with its marks <c>[n]</c>.</param>
    /// <param name="evidence">What was given to the model.</param>
    /// <param name="before">The sentences that it wrote before, newest last, whether they were shown or not: whom a pronoun means.</param>
    public DraftVerdict Check(string sentence, IReadOnlyList<NumberedEvidence> evidence, IReadOnlyList<string>? before = null)
    {
        // (a) It cites what there is, (g) in plain text.
        if (CitationMarks.Read(sentence, evidence) is not var (text, numbered))
        {
            return new DraftVerdict.Dropped(DropReason.NotCited);
        }

        if (!PlainText.Is(text, numbered))
        {
            return new DraftVerdict.Dropped(DropReason.NotPlainText);
        }

        // (b) Its quotations are true, or made so.
        var cited = numbered.Select(CitedSentence.Of).ToList();
        if (Quotations.PutRight(PlainText.WithoutOpening(text), cited) is not { } quoted)
        {
            return new DraftVerdict.Dropped(DropReason.NotQuoted);
        }

        // (c) … (f) The story it tells of is a cited one, and what it says is what that says.
        if (Provenance.Of(quoted, cited) is not { } provenance)
        {
            return new DraftVerdict.Dropped(DropReason.UnknownFact);
        }

        var draft = Named(provenance.Claim, before ?? [], cited);
        foreach (var (reason, isKept) in rules)
        {
            if (!isKept(draft))
            {
                return new DraftVerdict.Dropped(reason);
            }
        }

        return new DraftVerdict.Kept(provenance.With(draft.Text), numbered.Select(one => one.Number).ToList());
    }

    /// <summary>With names for its pronouns: of those that speak the ledger's, of others whoever the model wrote of before.</summary>
    private Draft Named(string claim, IReadOnlyList<string> before, IReadOnlyList<CitedSentence> cited)
    {
        var draft = new Draft(claim, cited, dictionary);
        var named = Pronouns.Named(Speakers.NamePronouns(draft, dictionary), before, cited);
        return named == claim ? draft : new Draft(named, cited, dictionary);
    }

    // The first that is broken is the reason; each has its own file.
    private static IEnumerable<(DropReason Reason, Func<Draft, bool> IsKept)> Rules(WordNet dictionary) =>
    [
        (DropReason.WrongSpeaker, Speakers.AreRight),
        (DropReason.WrongSpeaker, Addressees.AreTold),
        (DropReason.UnknownFact, Quantities.AreTold),
        (DropReason.UnknownFact, DatesTold.AreTold),
        (DropReason.UnknownFact, DatesKept.AreKept),
        (DropReason.UnknownFact, draft => NamesTold.AreTold(draft, dictionary)),
        (DropReason.UnknownFact, Titles.AreTold),
        (DropReason.UnknownFact, draft => Actors.AreTold(draft, dictionary)),
        (DropReason.UnknownFact, Quantifiers.AreTold),
        (DropReason.ClaimAsFact, ReportedClaims.AreAttributed),
        (DropReason.OtherPolarity, Polarity.Agrees),
        (DropReason.Hardened, Modality.IsKept),
        (DropReason.Hardened, Conditions.AreKept),
        (DropReason.SwappedRoles, draft => Roles.AreKept(draft, dictionary)),
        (DropReason.OtherMeaning, Modifiers.AreKept),
        (DropReason.OtherMeaning, Comparisons.AreKept),
        (DropReason.OtherMeaning, Phases.AreKept),
        (DropReason.OtherMeaning, Sequence.IsKept),
        (DropReason.NotCarried, Coverage.IsEnough),
        (DropReason.NotCarried, draft => !Opposites.AreTold(draft, dictionary)),
        (DropReason.NotCarried, draft => !ForeignWords.AreIn(draft, dictionary)),
        (DropReason.NotCarried, draft => !Substitutions.AreIn(draft, dictionary)),
        (DropReason.NotCarried, draft => !Mergers.AreIn(draft)),
    ];
}
