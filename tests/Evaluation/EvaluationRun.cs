using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsBot.Retrieval;
using Spectre.Console;

namespace NewsBot.Evaluation;

/// <summary>A data set, and where the predictions go.</summary>
/// <param name="data">Null for a task that brings its own.</param>
/// <param name="every">Takes one question in so many.</param>
internal sealed class EvaluationRun(DirectoryInfo? data, FileInfo? output, int limit, int every = 1)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly List<string> predictions = [];

    private DirectoryInfo Data => data ?? throw new InvalidOperationException("The command line has not asked for the data set's folder.");

    /// <summary>The same run over a data set in a folder of this one's.</summary>
    public EvaluationRun In(string folder, int every = 1) => new(new DirectoryInfo(Path.Combine(Data.FullName, folder)), output, limit, every);

    public string PathOf(string file) => Path.Combine(Data.FullName, file);

    public bool Has(string file) => File.Exists(Path.Combine(Data.FullName, file));

    /// <summary>The records of one of the data set's files, up to the limit.</summary>
    public IEnumerable<T> Read<T>(string file) => ReadFrom<T>(Path.Combine(Data.FullName, file));

    /// <summary>The records of all of the data set's files that are called so, in the order of their names.</summary>
    public IEnumerable<T> ReadAllOf<T>(string pattern) => Data.EnumerateFiles(pattern).Select(file => file.Name).Order(StringComparer.Ordinal).SelectMany(ReadAll<T>).Take(limit);

    /// <summary>All records of one of the data set's files, whatever the limit.</summary>
    public IEnumerable<T> ReadAll<T>(string file) =>
        File.ReadLines(Path.Combine(Data.FullName, file)).Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    public IEnumerable<T> ReadFrom<T>(string path) =>
        File.ReadLines(path).Where((_, index) => index % every == 0).Take(limit).Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    /// <summary>The product's services over an index of the data set's articles, which is kept for the next run.</summary>
    public Task<Pipeline> IndexAsync(string file, RetrievalOptions options, CancellationToken cancellationToken) =>
        Pipeline.OpenAsync(Data.Name, Path.Combine(Data.FullName, file), keepIndex: true, options, cancellationToken);

    /// <summary>Whether the run is to end with an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Says why the run ends with an error; it goes on to the end all the same.</summary>
    public void Fail(string reason)
    {
        HasFailed = true;
        Console.Error.WriteLine(reason);
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
