using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The statements of the stories, as rows.</summary>
internal static class SqliteStatements
{
    // The police speak in thousands of stories; the newest are enough to choose from.
    private const int MostRows = 5_000;

    public static void Insert(SqliteConnection connection, long article, IReadOnlyList<Statement> statements) => connection.Execute(
        """
        INSERT INTO statements (article, ordinal, speaker, speaker_key, mention_start, mention_end, verb, cue_start, cue_end, content, type,
            is_denied, first_sentence, last_sentence, within)
        VALUES (@article, @ordinal, @Speaker, @key, @mentionStart, @mentionEnd, @Verb, @cueStart, @cueEnd, @content, @type,
            @IsDenied, @FirstSentence, @LastSentence, @Within)
        """,
        statements.Select((statement, ordinal) => new
        {
            article,
            ordinal,
            statement.Speaker,
            key = SpeakerName.KeyOf(statement.Speaker),
            mentionStart = statement.Mention?.Start,
            mentionEnd = statement.Mention?.End,
            statement.Verb,
            cueStart = statement.Cue?.Start,
            cueEnd = statement.Cue?.End,
            content = JsonSerializer.Serialize(statement.Content.SelectMany(span => new[] { span.Start, span.End })),
            type = statement.Type.ToString(),
            statement.IsDenied,
            statement.FirstSentence,
            statement.LastSentence,
            statement.Within,
        }));

    public static IReadOnlyList<Statement> Of(SqliteConnection connection, long article) => connection
        .Query<Row>(
            """
            SELECT speaker, mention_start AS mentionStart, mention_end AS mentionEnd, verb, cue_start AS cueStart, cue_end AS cueEnd, content,
                type, is_denied AS isDenied, first_sentence AS firstSentence, last_sentence AS lastSentence, within
            FROM statements WHERE article = @article ORDER BY ordinal
            """,
            new { article })
        .Select(row => row.ToStatement())
        .ToList();

    /// <summary>In which stories somebody of these names says something: those with most of the words first, and of the same the newest.</summary>
    public static IReadOnlyList<SpeakerHit> FindSpeakers(SqliteConnection connection, SpeakerQuery query)
    {
        var parameters = new DynamicParameters(SqliteFilter.Parameters(query.Filter));
        parameters.Add("keys", JsonSerializer.Serialize(query.Names.Select(SpeakerName.KeyOf)));
        parameters.Add("match", string.Join(" OR ", query.Words.Select(SqliteWords.AnySpelling)));
        var told = query.Words.Count == 0
            ? "SELECT NULL AS article, NULL AS rank"
            : "SELECT rowid AS article, rank FROM article_words WHERE article_words MATCH @match AND rowid IN (SELECT article FROM spoken)";
        return connection
            .Query<(string Id, string Speaker)>(
                $"""
                WITH spoken AS (
                    SELECT DISTINCT admitted.key AS article, admitted.id, admitted.published_at, speaker
                    FROM (SELECT key, id, published_at FROM articles {SqliteFilter.Condition(query.Filter)}) admitted
                    JOIN statements ON statements.article = admitted.key
                    WHERE speaker_key IN (SELECT value FROM json_each(@keys)) AND is_denied = 0
                    ORDER BY admitted.key DESC LIMIT {MostRows}),
                told AS ({told})
                SELECT id, speaker FROM spoken LEFT JOIN told ON told.article = spoken.article
                ORDER BY told.rank NULLS LAST, published_at DESC
                """,
                parameters)
            .Where(row => query.Names.Any(name => SpeakerName.AreSame(name, row.Speaker)))
            .Select(row => new SpeakerHit(new ArticleId(row.Id), row.Speaker))
            .ToList();
    }

    private sealed class Row
    {
        public string? Speaker { get; init; }
        public int? MentionStart { get; init; }
        public int? MentionEnd { get; init; }
        public string? Verb { get; init; }
        public int? CueStart { get; init; }
        public int? CueEnd { get; init; }
        public string Content { get; init; } = "";
        public string Type { get; init; } = "";
        public bool IsDenied { get; init; }
        public int FirstSentence { get; init; }
        public int LastSentence { get; init; }
        public int? Within { get; init; }

        public Statement ToStatement() => new(
            Speaker,
            Span(MentionStart, MentionEnd),
            Verb,
            Span(CueStart, CueEnd),
            JsonSerializer.Deserialize<int[]>(Content)!.Chunk(2).Select(ends => new TextSpan(ends[0], ends[1])).ToList(),
            Enum.Parse<StatementType>(Type),
            IsDenied,
            FirstSentence,
            LastSentence)
        {
            Within = Within,
        };

        private static TextSpan? Span(int? start, int? end) => start is { } from && end is { } to ? new TextSpan(from, to) : null;
    }
}
