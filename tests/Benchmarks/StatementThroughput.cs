using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Benchmarks;

/// <summary>How fast statements are found, where the sentences are known.</summary>
internal static class StatementThroughput
{
    private const int Runs = 5;

    public static async Task RunAsync(string file, TextWriter output)
    {
        var stories = new List<(string Body, IReadOnlyList<Sentence> Sentences)>();
        await foreach (var reading in ArticleReader.ReadAsync([file], CancellationToken.None))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                stories.Add((article.Body, SentenceSplitter.Split(article.Body)));
            }
        }

        var megabytes = stories.Sum(story => story.Body.Length) / 1e6;
        var count = 0;
        var extracted = await Measured.RepeatAsync(Runs, () => Each((body, sentences) => count += StatementExtractor.Extract(body, sentences).Count));
        var resolved = await Measured.RepeatAsync(Runs, () => Each((body, sentences) => count += Ledger.Of(body, sentences).Count));
        await output.WriteLineAsync($"{stories.Count} stories, {megabytes:0.00} million characters, {count / (2 * (Runs + 1))} statements; medians of {Runs} runs on one core");
        await output.WriteLineAsync($"found                  {megabytes / extracted.Median * 1000:0.00} million characters a second");
        await output.WriteLineAsync($"with speakers' names   {megabytes / resolved.Median * 1000:0.00} million characters a second");

        Task Each(Action<string, IReadOnlyList<Sentence>> work)
        {
            foreach (var (body, sentences) in stories)
            {
                work(body, sentences);
            }

            return Task.CompletedTask;
        }
    }
}
