using System.Globalization;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Articles as points, and back.</summary>
internal static class QdrantPoints
{
    public static IReadOnlyList<string> ArticleFields { get; } =
        ["article", "title", "outlet", "author", "published", "url", "language", "body", "sentences", "sentence_vectors", "statements"];

    public static IReadOnlyList<string> ChunkFields { get; } = ["article", "version", "published", "ordinal", "first_sentence", "sentence_count"];

    /// <summary>Those of a chunk whose words are yet to be weighed.</summary>
    public static IReadOnlyList<string> WordedChunkFields { get; } = [.. ChunkFields, "words"];

    public static IEnumerable<PointStruct> OfChunks(IndexedArticle indexed)
    {
        var article = indexed.Article;
        var common = Common(article, indexed.Fingerprint, QdrantSchema.Chunks);
        return indexed.Chunks.Select(embedded =>
        {
            var (chunk, vector) = embedded;
            var words = FullText.Of(article.Title, chunk.Text);
            return new PointStruct(
                StableId.OfChunk(article.Id, indexed.Fingerprint, chunk.Ordinal),
                new Dictionary<string, VectorInput>(StringComparer.Ordinal)
                {
                    [QdrantSchema.Dense] = vector,
                    [QdrantSchema.ChunkBm25] = StemmedText.ForChunks(Weighted(article.Title, chunk.Text)),
                },
                common with { Words = words, Length = FullText.LengthOf(words), Ordinal = chunk.Ordinal, FirstSentence = chunk.FirstSentence, SentenceCount = chunk.SentenceCount });
        });
    }

    /// <summary>The article itself, yet without the fingerprint that tells that all of it is written.</summary>
    public static PointStruct OfArticle(IndexedArticle indexed, DateTimeOffset now)
    {
        var article = indexed.Article;
        var words = FullText.Of(article.Title, article.Body);
        var spoken = indexed.Statements.Where(statement => !statement.IsDenied).Select(statement => statement.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new PointStruct(
            StableId.OfArticle(article.Id),
            new Dictionary<string, VectorInput>(StringComparer.Ordinal) { [QdrantSchema.ArticleBm25] = StemmedText.ForArticles(Weighted(article.Title, article.Body)) },
            Common(article, indexed.Fingerprint, QdrantSchema.Articles) with
            {
                Words = words,
                Length = FullText.LengthOf(words),
                Title = article.Title,
                Author = article.Author,
                Url = article.Url?.AbsoluteUri,
                Language = article.Language,
                Body = article.Body,
                Sentences = indexed.Sentences.Select(sentence => new[] { sentence.Start, sentence.End }).ToList(),
                SentenceVectors = indexed.SentenceVectors.Bytes.ToArray(),
                Statements = indexed.Statements.Select(ToPayload).ToList(),
                SpeakerKeys = spoken.Select(SpeakerName.KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList(),
                Speakers = spoken,
                SentenceTotal = indexed.Sentences.Count,
                StatementTotal = indexed.Statements.Count,
                IndexedAt = now,
            });
    }

    public static StoredArticle ToStoredArticle(PointPayload payload)
    {
        var body = payload.Body ?? "";
        var article = new Article(
            new ArticleId(payload.Article ?? ""), payload.Title ?? "", payload.Outlet, payload.Author, ToMoment(payload.Published), payload.Url is { } url ? new Uri(url) : null, body)
        {
            Language = payload.Language,
        };
        var sentences = (payload.Sentences ?? []).Select((ends, ordinal) => new Sentence(ordinal, ends[0], ends[1], body[ends[0]..ends[1]])).ToList();
        return new StoredArticle(article, sentences)
        {
            SentenceVectors = SentenceVectors.Read(payload.SentenceVectors, sentences.Count),
            Statements = (payload.Statements ?? []).Select(ToStatement).ToList(),
        };
    }

    public static DateTimeOffset? ToMoment(string? published) => published is null ? null : DateTimeOffset.Parse(published, CultureInfo.InvariantCulture);

    private static PointPayload Common(Article article, string version, string kind) => new()
    {
        Kind = kind,
        Article = article.Id.Value,
        Version = version,
        Outlet = article.Source,
        Published = article.Published?.ToString("O", CultureInfo.InvariantCulture),
        PublishedAt = article.Published?.ToUniversalTime(),
        IsDayOnly = article.Published is { } moment ? moment is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 } : null,
    };

    // A word in the headline says more than one in the text.
    private static string Weighted(string title, string text) => StemmedText.Of(title, title, text);

    private static StatementPayload ToPayload(Statement statement) => new(
        statement.Speaker,
        statement.Type.ToString(),
        statement.Content.Select(span => new[] { span.Start, span.End }).ToList(),
        statement.FirstSentence,
        statement.LastSentence,
        ToEnds(statement.Mention),
        statement.Verb,
        ToEnds(statement.Cue),
        statement.IsDenied ? true : null,
        statement.Within);

    private static Statement ToStatement(StatementPayload payload) => new(
        payload.Speaker,
        ToSpan(payload.Mention),
        payload.Verb,
        ToSpan(payload.Cue),
        payload.About.Select(ends => new TextSpan(ends[0], ends[1])).ToList(),
        Enum.Parse<StatementType>(payload.Type),
        payload.IsDenied ?? false,
        payload.FirstSentence,
        payload.LastSentence)
    {
        Within = payload.Within,
    };

    private static int[]? ToEnds(TextSpan? span) => span is { } known ? [known.Start, known.End] : null;

    private static TextSpan? ToSpan(int[]? ends) => ends is [var start, var end] ? new TextSpan(start, end) : null;
}
