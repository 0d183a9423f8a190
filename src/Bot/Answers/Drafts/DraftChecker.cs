using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Checks what a language model drafts against the stories, sentence by sentence, before anybody reads it.</summary>
public sealed class DraftChecker(IEmbeddingGenerator<string, Embedding<float>> embedder, WordNet dictionary)
{
    /// <param name="sentence">One sentence as the model wrote it, with its marks <c>[n]</c>.</param>
    /// <param name="evidence">What was given to the model.</param>
    public async Task<DraftVerdict> CheckAsync(string sentence, IReadOnlyList<NumberedEvidence> evidence, CancellationToken cancellationToken)
    {
        if (CitationMarks.Read(sentence, evidence) is not var (text, cited))
        {
            return new DraftVerdict.Dropped(DropReason.NotCited);
        }

        ArgumentNullException.ThrowIfNull(dictionary);
        await embedder.GenerateAsync([text], cancellationToken: cancellationToken);
        return new DraftVerdict.Dropped(cited.Count > 0 ? DropReason.NotCarried : DropReason.NotCited);
    }
}
