using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsBot.Answers;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Evaluation;

/// <summary>The product's own stations over an index of some stories.</summary>
internal sealed class Pipeline : IDisposable
{
    // Loading its weights takes longer than to index a passage.
    private static readonly Lazy<WordPieces> LoadedPieces = new(() => WordPieces.Load(ModelFiles.DefaultFolder));

    private static readonly Lazy<SentenceEncoder> LoadedEncoder = new(() => new SentenceEncoder(ModelFiles.DefaultFolder, LoadedPieces.Value));

    private static readonly Lazy<WordNet> LoadedDictionary = new(() => new WordNet(WordNet.DefaultFolder));

    private static readonly Lazy<AnswerReader> LoadedReader = new(() => new AnswerReader(ModelFiles.DefaultFolder, LoadedPieces.Value));

    private readonly SqliteArticleIndex index;
    private readonly ArticleIngestor ingestor;
    private readonly Retriever retriever;
    private readonly string? temporaryFolder;

    private Pipeline(string folder, bool isTemporary, RetrievalOptions options)
    {
        temporaryFolder = isTemporary ? folder : null;
        index = new SqliteArticleIndex(folder, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        ingestor = new ArticleIngestor(
            new Chunker(Encoder.Pieces, options.MaxTokensPerChunk), Encoder, index, NullLogger<ArticleIngestor>.Instance);
        retriever = new Retriever(index, new RememberedVectors(Encoder), new WordRarity(LoadedPieces.Value), Dictionary, LoadedReader.Value, Options.Create(options));
        Answerer = new QuestionAnswerer(retriever, new QuotationFinder(index), index, TimeProvider.System);
    }

    public static SentenceEncoder Encoder => LoadedEncoder.Value;

    public static WordNet Dictionary => LoadedDictionary.Value;

    public QuestionAnswerer Answerer { get; }

    /// <summary>The usual options, or those of environment variables such as <c>Retrieval__RankedChunks=20</c>, to try one.</summary>
    public static RetrievalOptions UsualOptions
    {
        get
        {
            var options = new RetrievalOptions();
            new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Retrieval").Bind(options);
            return options;
        }
    }

    /// <summary>Indexes a file or a folder of stories.</summary>
    /// <param name="name">Of the index, which lies beside the program.</param>
    /// <param name="path">A file or a folder.</param>
    /// <param name="keepIndex">Whether what earlier runs have indexed is still good.</param>
    public static async Task<Pipeline> OpenAsync(string name, string path, bool keepIndex, RetrievalOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "indexes", name);
        if (!keepIndex && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var pipeline = new Pipeline(folder, isTemporary: false, options);
        await foreach (var result in pipeline.ingestor.IngestAllAsync(ArticleReader.ReadAsync([path], cancellationToken), cancellationToken))
        {
            foreach (var problem in result.Problems)
            {
                await Console.Error.WriteLineAsync($"{result.Location}: {problem}");
            }
        }

        return pipeline;
    }

    /// <summary>Indexes a few articles for as long as the pipeline is there.</summary>
    public static async Task<Pipeline> OpenAsync(IEnumerable<Article> articles, RetrievalOptions options, CancellationToken cancellationToken)
    {
        var pipeline = new Pipeline(Directory.CreateTempSubdirectory("news-bot-evaluation-").FullName, isTemporary: true, options);
        foreach (var article in articles)
        {
            await pipeline.ingestor.IngestAsync(article, cancellationToken);
        }

        return pipeline;
    }

    /// <param name="askedAt">The asker's clock; null: this machine's.</param>
    public async Task<Evidence> AskAsync(string question, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var outlets = await index.GetOutletsAsync(cancellationToken);
        var parsed = QuestionParser.Parse(question, new AskingContext(askedAt ?? TimeProvider.System.GetLocalNow(), outlets));
        return await retriever.RetrieveAsync(parsed, cancellationToken);
    }

    public Task RemoveAsync(ArticleId article, CancellationToken cancellationToken) => index.RemoveAsync(article, cancellationToken);

    public void Dispose()
    {
        index.Dispose();
        if (temporaryFolder is not null)
        {
            Directory.Delete(temporaryFolder, recursive: true);
        }
    }
}
