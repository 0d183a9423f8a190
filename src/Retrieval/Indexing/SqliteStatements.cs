using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The statements of the stories, as rows.</summary>
internal static class SqliteStatements
{
    public static void Insert(SqliteConnection connection, long article, IReadOnlyList<Statement> statements) => connection.Execute(
        """
        INSERT INTO statements (article, ordinal, speaker, speaker_key, mention_start, mention_end, verb, cue_start, cue_end, content, type,
            is_denied, first_sentence, last_sentence)
        VALUES (@article, @ordinal, @Speaker, @key, @mentionStart, @mentionEnd, @Verb, @cueStart, @cueEnd, @content, @type,
            @IsDenied, @FirstSentence, @LastSentence)
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
        }));

    public static IReadOnlyList<Statement> Of(SqliteConnection connection, long article) => connection
        .Query<Row>(
            """
            SELECT speaker, mention_start AS mentionStart, mention_end AS mentionEnd, verb, cue_start AS cueStart, cue_end AS cueEnd, content,
                type, is_denied AS isDenied, first_sentence AS firstSentence, last_sentence AS lastSentence
            FROM statements WHERE article = @article ORDER BY ordinal
            """,
            new { article })
        .Select(row => row.ToStatement())
        .ToList();

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

        public Statement ToStatement() => new(
            Speaker,
            Span(MentionStart, MentionEnd),
            Verb,
            Span(CueStart, CueEnd),
            JsonSerializer.Deserialize<int[]>(Content)!.Chunk(2).Select(ends => new TextSpan(ends[0], ends[1])).ToList(),
            Enum.Parse<StatementType>(Type),
            IsDenied,
            FirstSentence,
            LastSentence);

        private static TextSpan? Span(int? start, int? end) => start is { } from && end is { } to ? new TextSpan(from, to) : null;
    }
}
