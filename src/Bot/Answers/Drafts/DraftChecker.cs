using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Checks what a language model drafts against the stories, sentence by sentence, before anybody reads it. Each rule has its own file.</summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class DraftChecker(IEmbeddingGenerator<string, Embedding<float>> embedder, WordNet dictionary)
{
    // Cosine of the draft and all that it cites. About half of a story's other sentences are further from the draft than this.
    private const double NearEnough = 0.37;

    // A short part of a long sentence is further from it, but has all its words.
    private const double NearEnoughInSameWords = 0.23;
    private const double SameWords = 0.9;

    /// <param name="sentence">One sentence as the model wrote it, with its marks <c>[n]</c>.</param>
    /// <param name="evidence">What was given to the model.</param>
    public async Task<DraftVerdict> CheckAsync(string sentence, IReadOnlyList<NumberedEvidence> evidence, CancellationToken cancellationToken)
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

        // Most drafts keep all rules, so the encoder works meanwhile.
        var closeness = ClosenessAsync(draft, cancellationToken);
        var broken = BrokenRule(draft);
        var isNear = await closeness >= (Coverage.Of(draft) >= SameWords ? NearEnoughInSameWords : NearEnough);
        return (broken ?? (isNear ? null : DropReason.NotCarried)) is { } reason
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
        : !Coverage.IsEnough(draft) || Opposites.AreTold(draft, dictionary) || ForeignWords.AreIn(draft, dictionary) || Substitutions.AreIn(draft) ? DropReason.NotCarried
        : null;

    /// <summary>Cosine of a draft with the sum of what it cites. Where the index keeps what that means, only the draft itself has to be embedded.</summary>
    private async Task<double> ClosenessAsync(Draft draft, CancellationToken cancellationToken)
    {
        var known = draft.Cited.Select(sentence => VectorOf(sentence.Evidence)).OfType<float[]>();
        var unknown = draft.Cited.Select(sentence => sentence.Evidence).Where(one => VectorOf(one) is null).Select(one => one.Sentence.Text);
        var embeddings = await embedder.GenerateAsync(unknown.Prepend(draft.Text), cancellationToken: cancellationToken);
        var sum = new float[embeddings[0].Vector.Length];
        foreach (var vector in known.Concat(embeddings.Skip(1).Select(embedding => embedding.Vector.ToArray())))
        {
            // Of unit length each: what is kept is of any.
            TensorPrimitives.MultiplyAdd(vector, 1 / TensorPrimitives.Norm<float>(vector), sum, sum);
        }

        return TensorPrimitives.CosineSimilarity(embeddings[0].Vector.Span, sum);
    }

    private static float[]? VectorOf(NumberedEvidence one) => one.SentenceVectors.Of(one.Sentence.Ordinal);
}
