using System.Text.Json;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

/// <summary>The sample stories, and what somebody who has read them knows of who says what.</summary>
public sealed class SampleStatementsTests
{
    private const double Right = 0.95;

    [Fact]
    public async Task Nearly_every_statement_that_a_reader_has_found_has_its_true_speaker()
    {
        var ledgers = new Dictionary<string, (string Body, IReadOnlyList<Statement> Statements)>(StringComparer.Ordinal);
        var expected = File.ReadLines(Path.Combine(Repository.Root, "tests", "Retrieval.Tests", "Statements", "sample-statements.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Expected>(line, JsonSerializerOptions.Web)!).ToList();
        var missed = new List<Expected>();
        foreach (var statement in expected)
        {
            if (!ledgers.TryGetValue(statement.Story, out var ledger))
            {
                ledgers[statement.Story] = ledger = await LedgerAsync(statement.Story);
            }

            if (!ledger.Statements.Any(found => found.Speaker is { } speaker && Names(statement.Speaker, speaker)
                && found.Content.Any(span => ledger.Body[span.Start..span.End].Contains(statement.Says, StringComparison.Ordinal))))
            {
                missed.Add(statement);
            }
        }

        Assert.True(expected.Count >= 80);
        Assert.True(missed.Count <= (1 - Right) * expected.Count, string.Join('\n', missed));
    }

    private static bool Names(string expected, string found) => expected == found || expected.StartsWith($"{found},", StringComparison.Ordinal);

    private static async Task<(string, IReadOnlyList<Statement>)> LedgerAsync(string story)
    {
        await foreach (var reading in ArticleReader.ReadAsync([Path.Combine(Repository.Samples, $"{story}.md")], TestContext.Current.CancellationToken))
        {
            var article = Assert.IsType<ParsedArticle.Accepted>(ArticleParser.Parse(Assert.IsType<ArticleReading.Story>(reading).Raw)).Article;
            return (article.Body, Ledger.Of(article.Body, SentenceSplitter.Split(article.Body)));
        }

        throw new InvalidOperationException($"There is no story {story}.");
    }

    private sealed record Expected(string Story, string Speaker, string Says);
}
