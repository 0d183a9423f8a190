using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Checks what a language model drafts against the stories, sentence by sentence, before anybody reads it. Each rule has its own file.</summary>
/// <remarks>Safe for many threads at once.</remarks>
public sealed class DraftChecker(IEmbeddingGenerator<string, Embedding<float>> embedder, WordNet dictionary)
{
    // Cosine of the draft and all that it cites.
    private const double NearEnough = 0.4;

    // A short part of a long sentence is further from it, but has all its words.
    private const double NearEnoughInSameWords = 0.25;
    private const double SameWords = 0.9;

    private readonly ConditionalWeakTable<NumberedEvidence, float[]> vectors = [];

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

        if (BrokenRule(draft) is { } reason)
        {
            return new DraftVerdict.Dropped(reason);
        }

        return await ClosenessAsync(draft, cancellationToken) < (Coverage.Of(draft) >= SameWords ? NearEnoughInSameWords : NearEnough)
            ? new DraftVerdict.Dropped(DropReason.NotCarried)
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

    /// <summary>Cosine of a draft with the sum of what it cites.</summary>
    private async Task<double> ClosenessAsync(Draft draft, CancellationToken cancellationToken)
    {
        var unknown = draft.Cited.Select(sentence => sentence.Evidence).Where(one => !vectors.TryGetValue(one, out _)).ToList();
        var embeddings = await embedder.GenerateAsync(unknown.Select(one => one.Sentence.Text).Prepend(draft.Text), cancellationToken: cancellationToken);
        foreach (var (one, embedding) in unknown.Zip(embeddings.Skip(1)))
        {
            vectors.AddOrUpdate(one, embedding.Vector.ToArray());
        }

        var sum = new float[embeddings[0].Vector.Length];
        foreach (var sentence in draft.Cited)
        {
            TensorPrimitives.Add(sum, vectors.GetValue(sentence.Evidence, _ => throw new InvalidOperationException("It was embedded above.")), sum);
        }

        return TensorPrimitives.CosineSimilarity(embeddings[0].Vector.Span, sum);
    }
}
