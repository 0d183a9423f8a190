namespace NewsBot.Answers.Drafts;

/// <summary>What became of a drafted sentence.</summary>
public abstract record DraftVerdict
{
    private DraftVerdict()
    {
        // Closed: a sentence is shown or it is not.
    }

    /// <summary>The stories carry it.</summary>
    /// <param name="Text">Without its marks; quotations that were nearly right are put right.</param>
    /// <param name="Cited">Numbers of the evidence, in the order in which the sentence cites it.</param>
    public sealed record Kept(string Text, IReadOnlyList<int> Cited) : DraftVerdict;

    /// <summary>It must not be shown.</summary>
    public sealed record Dropped(DropReason Reason) : DraftVerdict;
}

/// <summary>Which rule a drafted sentence breaks.</summary>
public enum DropReason
{
    /// <summary>It cites nothing, or evidence that there is not.</summary>
    NotCited,

    /// <summary>Words in quotation marks that no cited sentence has, or that it has in two places.</summary>
    NotQuoted,

    /// <summary>It names somebody else than the ledger does.</summary>
    WrongSpeaker,

    /// <summary>A number, a date or a name that no cited sentence has.</summary>
    UnknownFact,

    /// <summary>The cited sentences do not carry enough of what it says.</summary>
    NotCarried,

    /// <summary>It denies what they affirm, or affirms what they deny.</summary>
    OtherPolarity,

    /// <summary>It leaves out what makes something else of it, or turns a comparison, a beginning and an end, or an order of events round.</summary>
    OtherMeaning,

    /// <summary>It states as certain or done what they call possible, planned or wanted.</summary>
    Hardened,

    /// <summary>Who does something and to whom it is done are not as in the cited sentences.</summary>
    SwappedRoles,

    /// <summary>It states as fact what the story only reports somebody as saying.</summary>
    ClaimAsFact,

    /// <summary>It has a link, an image, HTML, a mention, markup or words that are meant for a program.</summary>
    NotPlainText,
}
