using Google.Protobuf;
using Google.Protobuf.Collections;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Articles as points, and back.</summary>
internal static class QdrantPoints
{
    public static string[] ArticleFields { get; } =
    [
        Payload.Article, Payload.Title, Payload.Outlet, Payload.Author, Payload.Published, Payload.Url, Payload.Language, Payload.Body, Payload.Sentences, Payload.SentenceVectors, Payload.Statements,
    ];

    public static string[] ChunkFields { get; } = [Payload.Article, Payload.Version, Payload.Published, Payload.Ordinal, Payload.FirstSentence, Payload.SentenceCount];

    /// <summary>Those of a chunk whose words are yet to be weighed.</summary>
    public static string[] WordedChunkFields { get; } = [.. ChunkFields, Payload.Words];

    public static IEnumerable<PointStruct> OfChunks(IndexedArticle indexed)
    {
        var article = indexed.Article;
        return indexed.Chunks.Select(embedded =>
        {
            var (chunk, vector) = embedded;
            var point = Point(StableId.OfChunk(article.Id, indexed.Fingerprint, chunk.Ordinal), indexed, QdrantSchema.Chunks, chunk.Text);
            var dense = new DenseVector();
            dense.Data.AddRange(vector.Span);
            point.Vectors = new Dictionary<string, Vector>(StringComparer.Ordinal)
            {
                [QdrantSchema.Dense] = new() { Dense = dense },
                [QdrantSchema.ChunkBm25] = StemmedText.ForChunks(Weighted(article.Title, chunk.Text)),
            };
            point.Payload[Payload.Ordinal] = chunk.Ordinal;
            point.Payload[Payload.FirstSentence] = chunk.FirstSentence;
            point.Payload[Payload.SentenceCount] = chunk.SentenceCount;
            return point;
        });
    }

    /// <summary>The article itself, yet without the fingerprint that tells that all of it is written.</summary>
    public static PointStruct OfArticle(IndexedArticle indexed, DateTimeOffset now)
    {
        var article = indexed.Article;
        var spoken = indexed.Statements.Where(statement => !statement.IsDenied).Select(statement => statement.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var point = Point(StableId.OfArticle(article.Id), indexed, QdrantSchema.Articles, article.Body);
        point.Vectors = new Dictionary<string, Vector>(StringComparer.Ordinal) { [QdrantSchema.ArticleBm25] = StemmedText.ForArticles(Weighted(article.Title, article.Body)) };
        var payload = point.Payload;
        payload[Payload.Title] = article.Title;
        payload.Set(Payload.Author, article.Author);
        payload.Set(Payload.Url, article.Url?.AbsoluteUri);
        payload.Set(Payload.Language, article.Language);
        payload[Payload.Body] = article.Body;
        payload[Payload.Sentences] = indexed.Sentences.Select(sentence => Ends(sentence.Start, sentence.End)).ToArray();
        payload[Payload.SentenceVectors] = Convert.ToBase64String(indexed.SentenceVectors.Bytes);
        payload[Payload.Statements] = indexed.Statements.Select(OfStatement).ToArray();
        payload[Payload.SpeakerKeys] = spoken.Select(SpeakerName.KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        payload[Payload.Speakers] = spoken;
        payload[Payload.SentenceTotal] = indexed.Sentences.Count;
        payload[Payload.StatementTotal] = indexed.Statements.Count;
        payload[Payload.IndexedAt] = Payload.Moment(now);
        return point;
    }

    public static StoredArticle ToStoredArticle(MapField<string, Value> payload)
    {
        var body = payload.Text(Payload.Body) ?? "";
        var article = new Article(
            new ArticleId(payload.Text(Payload.Article) ?? ""),
            payload.Text(Payload.Title) ?? "",
            payload.Text(Payload.Outlet),
            payload.Text(Payload.Author),
            payload.Moment(Payload.Published),
            payload.Text(Payload.Url) is { } url ? new Uri(url) : null,
            body)
        {
            Language = payload.Text(Payload.Language),
        };
        var sentences = payload.List(Payload.Sentences).Select(ToSpan).Select((span, ordinal) => new Sentence(ordinal, span.Start, span.End, body[span.Start..span.End])).ToList();
        return new StoredArticle(article, sentences)
        {
            SentenceVectors = SentenceVectors.Read(payload.Text(Payload.SentenceVectors) is { } bytes ? Convert.FromBase64String(bytes) : null, sentences.Count),
            Statements = payload.List(Payload.Statements).Select(value => ToStatement(value.StructValue.Fields)).ToList(),
        };
    }

    private static PointStruct Point(Guid id, IndexedArticle indexed, string kind, string text)
    {
        var article = indexed.Article;
        var words = FullText.Of(article.Title, text);
        var point = new PointStruct
        {
            Id = id,
            Payload =
            {
                [Payload.Kind] = kind,
                [Payload.Article] = article.Id.Value,
                [Payload.Version] = indexed.Fingerprint,
                [Payload.Words] = words,
                [Payload.Length] = FullText.LengthOf(words),
            },
        };
        point.Payload.Set(Payload.Outlet, article.Source);
        if (article.Published is { } moment)
        {
            point.Payload[Payload.Published] = Payload.Moment(moment);
            point.Payload[Payload.PublishedAt] = Payload.Moment(moment.ToUniversalTime());
            point.Payload[Payload.IsDayOnly] = moment is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 };
        }

        return point;
    }

    // A word in the headline says more than one in the text.
    private static string Weighted(string title, string text) => StemmedText.Of(title, title, text);

    private static Value OfStatement(Statement statement)
    {
        var fields = new Struct
        {
            Fields =
            {
                ["type"] = statement.Type.ToString(),
                ["about"] = statement.Content.Select(span => Ends(span.Start, span.End)).ToArray(),
                ["first_sentence"] = statement.FirstSentence,
                ["last_sentence"] = statement.LastSentence,
            },
        };
        fields.Fields.Set("speaker", statement.Speaker);
        fields.Fields.Set("mention", statement.Mention is { } mention ? Ends(mention.Start, mention.End) : null);
        fields.Fields.Set("verb", statement.Verb);
        fields.Fields.Set("cue", statement.Cue is { } cue ? Ends(cue.Start, cue.End) : null);
        fields.Fields.Set("is_denied", statement.IsDenied ? (Value)true : null);
        fields.Fields.Set("within", statement.Within is { } within ? (Value)within : null);
        return new Value { StructValue = fields };
    }

    private static Statement ToStatement(MapField<string, Value> fields) => new(
        fields.Text("speaker"),
        fields.TryGetValue("mention", out var mention) ? ToSpan(mention) : null,
        fields.Text("verb"),
        fields.TryGetValue("cue", out var cue) ? ToSpan(cue) : null,
        fields.List("about").Select(ToSpan).ToList(),
        Enum.Parse<StatementType>(fields.Text("type")!),
        fields.Flag("is_denied"),
        fields.Number("first_sentence")!.Value,
        fields.Number("last_sentence")!.Value)
    {
        Within = fields.Number("within"),
    };

    private static Value Ends(int start, int end) => new Value[] { start, end };

    private static TextSpan ToSpan(Value ends) => new((int)ends.ListValue.Values[0].IntegerValue, (int)ends.ListValue.Values[1].IntegerValue);
}
