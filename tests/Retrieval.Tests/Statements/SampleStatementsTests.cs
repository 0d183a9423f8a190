using System.Text.Json;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

/// <summary>The sample stories, and what somebody who has read them knows of who says what.</summary>
public sealed class SampleStatementsTests
{
    private const double Right = 0.95;

    // Up to this length it is all of what is said: it.
    private const int ShortWord = 5;

    [Fact]
    public async Task Nearly_every_statement_that_a_reader_has_found_has_its_true_speaker()
    {
        var missed = new List<Known>();
        foreach (var (story, known) in await StoriesAsync())
        {
            missed.AddRange(known.Where(statement => statement.Speaker is not null && !story.Statements.Any(found => IsRight(found, statement, story.Body))));
        }

        Assert.True(Known.All.Count >= 150);
        Assert.True(missed.Count <= (1 - Right) * Known.All.Count, string.Join('\n', missed));
    }

    [Fact]
    public async Task Nearly_every_statement_that_is_found_is_one_that_a_reader_finds_too()
    {
        var (wrong, count) = (new List<string>(), 0);
        foreach (var (story, known) in await StoriesAsync())
        {
            count += story.Statements.Count;
            wrong.AddRange(story.Statements.Where(found => !known.Exists(statement => IsRight(found, statement, story.Body)))
                .Select(found => $"{found.Speaker} · {found.Verb} · {string.Join(" … ", found.Content.Select(span => story.Body[span.Start..span.End]))}"));
        }

        Assert.True(wrong.Count <= (1 - Right) * count, string.Join('\n', wrong));
    }

    private static bool IsRight(Statement found, Known known, string body) =>
        Names(known.Speaker, found.Speaker) && found.IsDenied == known.IsDenied
        && found.Content.Select(span => body[span.Start..span.End]).Any(said => said == known.Says || (known.Says.Length > ShortWord && said.Contains(known.Says, StringComparison.Ordinal)));

    private static bool Names(string? known, string? found) => known == found || (found is not null && known?.StartsWith($"{found},", StringComparison.Ordinal) == true);

    private static async Task<List<((string Body, IReadOnlyList<Statement> Statements) Story, List<Known> Known)>> StoriesAsync()
    {
        var stories = new List<((string, IReadOnlyList<Statement>), List<Known>)>();
        foreach (var story in Known.All.GroupBy(statement => statement.Story, StringComparer.Ordinal))
        {
            stories.Add((await LedgerAsync(story.Key), [.. story]));
        }

        return stories;
    }

    private static async Task<(string, IReadOnlyList<Statement>)> LedgerAsync(string story)
    {
        await foreach (var reading in ArticleReader.ReadAsync([Path.Combine(Repository.Samples, $"{story}.md")], TestContext.Current.CancellationToken))
        {
            var article = Assert.IsType<ParsedArticle.Accepted>(ArticleParser.Parse(Assert.IsType<ArticleReading.Story>(reading).Raw)).Article;
            return (article.Body, Ledger.Of(article.Body, SentenceSplitter.Split(article.Body)));
        }

        throw new InvalidOperationException($"There is no story {story}.");
    }

    /// <summary>What a reader has found; of the stories in the list, all that they found.</summary>
    /// <param name="Speaker">Null where the story does not tell who it is.</param>
    /// <param name="Says">Some words of it.</param>
    private sealed record Known(string Story, string? Speaker, string Says, bool IsDenied = false)
    {
        public static IReadOnlyList<Known> All { get; } =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Retrieval.Tests", "Statements", "sample-statements.jsonl"))
                .Select(line => JsonSerializer.Deserialize<Known>(line, JsonSerializerOptions.Web)!),
        ];
    }
}
