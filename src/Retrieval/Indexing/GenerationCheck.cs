using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Whether a new index may take the place of the one that serves: it has to hold every story that it was given, and to find stories again.</summary>
public sealed class GenerationCheck(IEmbeddingGenerator<string, Embedding<float>> embedder)
{
    private const int Probes = 30;

    // Of stories that many outlets print alike, not each comes among the first.
    private const double MostlyFound = 0.9;

    private const int Hits = 50;

    /// <param name="stories">How many it was given.</param>
    /// <returns>A sentence that says what is wrong with it; null: nothing.</returns>
    public async Task<string?> FindFaultAsync(IArticleIndex index, long stories, CancellationToken cancellationToken)
    {
        var status = await index.GetStatusAsync(cancellationToken);
        if (stories == 0)
        {
            return "No story could be indexed";
        }

        if (status.Articles != stories || status.Chunks < status.Articles)
        {
            return $"It should hold {stories} stories, but holds {status.Articles} with {status.Chunks} chunks";
        }

        var probed = await index.ReadAsync(await index.GetNewestAsync(Probes, cancellationToken), cancellationToken);
        var lost = new List<string>();
        foreach (var story in probed)
        {
            if (!await IsFoundAsync(index, story, cancellationToken))
            {
                lost.Add(story.Article.Id.Value);
            }
        }

        return probed.Count == Math.Min(Probes, stories) && lost.Count <= (1 - MostlyFound) * probed.Count
            ? null
            : $"Of {Math.Min(Probes, stories)} stories asked for by their headlines, it found {probed.Count - lost.Count}";
    }

    /// <summary>Asks for a story by its headline and its first sentence, in words and in meaning.</summary>
    private async Task<bool> IsFoundAsync(IArticleIndex index, StoredArticle story, CancellationToken cancellationToken)
    {
        var asked = $"{story.Article.Title} {(story.Sentences is [var first, ..] ? first.Text : "")}";
        var words = Term.AllIn(asked).Select(term => term.Word).Distinct(StringComparer.Ordinal).ToList();
        var vectors = embedder.GenerateAsync([asked], cancellationToken: cancellationToken);
        var hits = await index.SearchAsync(new ChunkQuery(words, FirstOf(vectors), Hits, ArticleFilter.All), cancellationToken);
        return hits.Chunks.Any(chunk => chunk.ArticleId == story.Article.Id);
    }

    private static async Task<ReadOnlyMemory<float>> FirstOf(Task<GeneratedEmbeddings<Embedding<float>>> vectors) => (await vectors)[0].Vector;
}
