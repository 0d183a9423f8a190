using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval;

public static class RetrievalServiceCollectionExtensions
{
    /// <summary>Adds both journeys' stations: <see cref="ArticleIngestor"/> writes, <see cref="Retriever"/> reads.</summary>
    public static IServiceCollection AddRetrieval(this IServiceCollection services)
    {
        services.AddOptions<RetrievalOptions>().BindConfiguration("Retrieval").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetrievalOptions>, RetrievalOptionsValidator>();
        services.AddOptions<FetchOptions>().BindConfiguration("Fetching").ValidateOnStart();
        services.AddSingleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new UniversalSentenceEncoder(UniversalSentenceEncoder.DefaultFolder));
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<UniversalSentenceEncoder>());
        services.AddSingleton<RememberedVectors>();
        services.AddSingleton(provider => new Chunker(
            provider.GetRequiredService<UniversalSentenceEncoder>().Tokenizer, OptionsOf(provider).MaxTokensPerChunk));
        services.AddSingleton<IArticleIndex>(provider => new SqliteArticleIndex(
            OptionsOf(provider).DataFolder, UniversalSentenceEncoder.ModelId, UniversalSentenceEncoder.Dimensions, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WordRarity(provider.GetRequiredService<UniversalSentenceEncoder>().Tokenizer));
        services.AddSingleton(_ => new WordNet(WordNet.DefaultFolder));
        return services.AddSingleton<ArticleIngestor>().AddSingleton<WebStories>().AddSingleton<WireCopies>().AddSingleton<SentenceHistory>().AddSingleton<StoryOrigins>().AddSingleton<Retriever>().AddSingleton<QuotationFinder>();
    }

    private static RetrievalOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<RetrievalOptions>>().Value;
}
