using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Finds the sentences that may answer a question.</summary>
public sealed class Retriever(
    IArticleIndex index,
    IEmbeddingGenerator<string, Embedding<float>> embedder,
    IOptions<RetrievalOptions> options)
{
    public async Task<Evidence> RetrieveAsync(Question question, CancellationToken cancellationToken)
    {
        // 1. The best chunks by words and by meaning, fused.
        var vector = await embedder.GenerateVectorAsync(question.Content, cancellationToken: cancellationToken);
        var words = question.Terms.Select(term => term.Word).ToList();
        var hits = await index.SearchAsync(new ChunkQuery(words, vector, options.Value.CandidateChunks), cancellationToken);
        var chunks = RankFusion.Fuse(hits.Chunks).Take(options.Value.RankedChunks).ToList();

        // 2. Their sentences, ranked for the question.
        var articles = await index.ReadAsync(chunks.Select(chunk => chunk.ArticleId).ToHashSet(), cancellationToken);
        var weights = new TermWeights(question, hits);
        var ranked = SentenceRanker.Rank(question, weights, chunks, articles);
        var sentences = await CompareMeaningAsync(vector, ranked, cancellationToken);
        var unknown = question.Terms.Where(term => hits.Frequencies[term.Word] == 0).ToList();
        var status = await index.GetStatusAsync(cancellationToken);
        return new Evidence(question, sentences, unknown)
        {
            Confidence = AnswerConfidence.Of(question, sentences, unknown),
            Searched = new SearchedStories(status.Articles, status.Oldest, status.Newest, []),
        };
    }

    /// <summary>Embeds the first sentences and ranks these again: to embed all of them would cost more than all the rest.</summary>
    private async Task<IReadOnlyList<ScoredSentence>> CompareMeaningAsync(
        ReadOnlyMemory<float> question, IReadOnlyList<ScoredSentence> ranked, CancellationToken cancellationToken)
    {
        var first = ranked.Take(options.Value.ComparedSentences).ToList();
        if (first.Count == 0)
        {
            return [];
        }

        var vectors = await embedder.GenerateAsync(first.Select(scored => scored.Sentence.Text), cancellationToken: cancellationToken);
        return first
            .Zip(vectors, (scored, vector) => scored.WithCosine(TensorPrimitives.Dot(question.Span, vector.Vector.Span)))
            .OrderByDescending(scored => scored.Features.Score)
            .Concat(ranked.Skip(first.Count))
            .ToList();
    }
}
