using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using Spectre.Console;

namespace NewsBot.Evaluation;

/// <summary>A data set, and where the predictions go.</summary>
/// <param name="data">Null for a task that brings its own.</param>
internal sealed class EvaluationRun(DirectoryInfo? data, FileInfo? output, int limit)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly List<string> predictions = [];

    public AskingContext Asking { get; } = new(TimeProvider.System.GetLocalNow(), []);

    private DirectoryInfo Data => data ?? throw new InvalidOperationException("The command line has not asked for the data set's folder.");

    /// <summary>The records of one of the data set's files, up to the limit.</summary>
    public IEnumerable<T> Read<T>(string file) => ReadFrom<T>(Path.Combine(Data.FullName, file));

    public IEnumerable<T> ReadFrom<T>(string path) =>
        File.ReadLines(path).Take(limit).Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    /// <summary>The product's services over an index of the data set's articles, which is kept for the next run.</summary>
    public Task<ServiceProvider> IndexAsync(string file, CancellationToken cancellationToken) =>
        IndexAsync(Data.Name, Path.Combine(Data.FullName, file), keepIndex: true, cancellationToken);

    /// <param name="name">Of the index.</param>
    /// <param name="path">A file or a folder of stories.</param>
    /// <param name="keepIndex">Whether what earlier runs have indexed is still good.</param>
    public static async Task<ServiceProvider> IndexAsync(string name, string path, bool keepIndex, CancellationToken cancellationToken)
    {
        var index = Path.Combine(AppContext.BaseDirectory, "indexes", name);
        if (!keepIndex && Directory.Exists(index))
        {
            Directory.Delete(index, recursive: true);
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddEnvironmentVariables() // such as Retrieval__ComparedSentences=8, to try a setting
            .AddInMemoryCollection([new("Retrieval:DataFolder", index)])
            .Build());
        services.AddRetrieval();
        var provider = services.BuildServiceProvider();
        var stories = ArticleReader.ReadAsync([path], cancellationToken);
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
