using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SqliteConformanceTests : ArticleIndexConformance
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteArticleIndex> opened = [];

    protected override string Place => folder.Path;

    protected override ValueTask<IArticleIndex> OpenAsync()
    {
        opened.Add(new SqliteArticleIndex(folder.Path, "test-encoder", Some.Dimensions, Time));
        return ValueTask.FromResult<IArticleIndex>(opened[^1]);
    }

    protected override ValueTask CloseAsync()
    {
        opened.ForEach(index => index.Dispose());
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
