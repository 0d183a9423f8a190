using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>LOCAL STAND-IN, not committed.</summary>
public sealed class DraftChecker(IEmbeddingGenerator<string, Embedding<float>> embedder, WordNet dictionary)
{
    public Task<DraftVerdict> CheckAsync(string sentence, IReadOnlyList<NumberedEvidence> evidence, CancellationToken cancellationToken)
    {
        _ = (embedder, dictionary, cancellationToken);
        var numbers = Regex.Matches(sentence, @"\[(\d+)\]").Select(m => int.Parse(m.Groups[1].Value, null)).ToList();
        return Task.FromResult<DraftVerdict>(numbers.Count == 0 || numbers.Any(n => evidence.All(e => e.Number != n))
            ? new DraftVerdict.Dropped(DropReason.NotCited)
            : sentence.Contains("INVENTED", StringComparison.Ordinal) ? new DraftVerdict.Dropped(DropReason.NotCarried)
            : new DraftVerdict.Kept(Regex.Replace(sentence, @"\s*\[\d+\]", "").Trim(), numbers));
    }
}
