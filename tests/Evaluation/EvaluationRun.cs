using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using Spectre.Console;

namespace NewsBot.Evaluation;

/// <summary>A data set, and where the predictions go.</summary>
internal sealed class EvaluationRun(DirectoryInfo data, FileInfo? output, int limit)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> predictions = [];

    public AskingContext Asking { get; } = new(TimeProvider.System.GetLocalNow(), []);

    /// <summary>The records of one of the data set's files, up to the limit.</summary>
    public IEnumerable<T> Read<T>(string file) =>
        File.ReadLines(Path.Combine(data.FullName, file)).Take(limit).Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    /// <summary>The product's services over an index of the data set's articles, which is kept for the next run.</summary>
    public async Task<ServiceProvider> IndexAsync(string file, CancellationToken cancellationToken)
    {
        var index = Path.Combine(AppContext.BaseDirectory, "indexes", data.Name);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddEnvironmentVariables() // such as Retrieval__ComparedSentences=8, to try a setting
            .AddInMemoryCollection([new("Retrieval:DataFolder", index)])
            .Build());
        services.AddRetrieval();
        var provider = services.BuildServiceProvider();
        var stories = ArticleReader.ReadAsync([Path.Combine(data.FullName, file)], cancellationToken);
        await foreach (var result in provider.GetRequiredService<ArticleIngestor>().IngestAllAsync(stories, cancellationToken))
        {
            foreach (var problem in result.Problems)
            {
                await Console.Error.WriteLineAsync($"{result.Location}: {problem}");
            }
        }

        return provider;
    }

    public void Predict(object prediction) => predictions.Add(JsonSerializer.Serialize(prediction, Json));

    /// <summary>A small table, then the metrics as one line of JSON.</summary>
    public void Print(IReadOnlyDictionary<string, double> metrics)
    {
        if (output is not null)
        {
            File.WriteAllLines(output.FullName, predictions);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "value");
        foreach (var (name, value) in metrics)
        {
            table.AddRow(name, $"{value:0.###}");
        }

        AnsiConsole.Write(table);
        Console.WriteLine(new JsonObject(metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)Math.Round(metric.Value, 4)))).ToJsonString());
    }
}
