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
using NewsBot.Retrieval.Indexing.Qdrant;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Retractions;
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
        services.TryAddSingleton(_ => WordPieces.Load(ModelFiles.DefaultFolder));
        services.TryAddSingleton(provider => new SentenceEncoder(ModelFiles.DefaultFolder, provider.GetRequiredService<WordPieces>()));
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<SentenceEncoder>());
        services.AddSingleton<RememberedVectors>();
        services.TryAddSingleton(provider => new AnswerReader(ModelFiles.DefaultFolder, provider.GetRequiredService<WordPieces>()));
        services.AddSingleton(provider => new Chunker(
            provider.GetRequiredService<WordPieces>(), OptionsOf(provider).MaxTokensPerChunk));
        services.AddIndex();
        services.AddSingleton<WordRarity>();
        services.AddSingleton(_ => new WordNet(WordNet.DefaultFolder));
        services.AddSingleton<WebStories>().AddSingleton<WireCopies>().AddSingleton<SentenceHistory>().AddSingleton<RetractionRegister>().AddSingleton<StoryOrigins>().AddSingleton<GenerationCheck>();
        return services.AddSingleton<ArticleIngestor>().AddSingleton<Retriever>().AddSingleton<QuotationFinder>();
    }

    /// <summary>Adds the store that the configuration names.</summary>
    private static void AddIndex(this IServiceCollection services)
    {
        const string embedder = SentenceEncoder.ModelId;
        const int dimensions = SentenceEncoder.Dimensions;
        services.AddOptions<QdrantOptions>().BindConfiguration("Retrieval:Qdrant").ValidateOnStart();
        services.AddSingleton<IValidateOptions<QdrantOptions>, QdrantOptionsValidator>();
        services.AddSingleton(provider => new QdrantConnection(QdrantOf(provider), TimeOf(provider)));
        services.AddSingleton<IArticleIndex>(provider => OptionsOf(provider).Store == IndexStore.Qdrant
            ? new QdrantArticleIndex(
                provider.GetRequiredService<QdrantConnection>(), QdrantOf(provider).Collection, embedder, dimensions, TimeOf(provider))
            : new ServingSqliteIndex(OptionsOf(provider).DataFolder, embedder, dimensions, TimeOf(provider)));
        services.AddSingleton<IIndexGenerations>(provider => OptionsOf(provider).Store == IndexStore.Qdrant
            ? new QdrantGenerations(provider.GetRequiredService<QdrantConnection>(), embedder, dimensions, TimeOf(provider))
            : new SqliteGenerations(OptionsOf(provider).DataFolder, embedder, dimensions, TimeOf(provider)));
    }

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static QdrantOptions QdrantOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<QdrantOptions>>().Value;

    private static RetrievalOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<RetrievalOptions>>().Value;
}
