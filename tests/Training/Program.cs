using System.CommandLine;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;
using NewsBot.Training;
using NewsBot.Training.Data;
using TorchSharp;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
NativeLibraries.Relax();

var folder = new Option<DirectoryInfo>("--folder") { Description = "Where examples, checkpoints and the model are kept", DefaultValueFactory = _ => new DirectoryInfo("artifacts/reader") };
var models = new Option<DirectoryInfo>("--models") { Description = "Where the product's models lie", DefaultValueFactory = _ => new DirectoryInfo("src/Retrieval/Models") };
var seed = new Option<int>("--seed") { Description = "What chance begins with", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "How many cores to use", DefaultValueFactory = _ => Environment.ProcessorCount };

var source = new Option<DirectoryInfo>("--from") { Description = "The folder with news/ and selection/", DefaultValueFactory = _ => new DirectoryInfo("../shared/train") };
var data = new Command("data", "Brings the training data to one form and keeps a tenth of the groups apart.") { source, folder };
data.SetAction(parsed =>
{
    var root = parsed.GetRequiredValue(source);
    var examples = NewsStories.Read(new DirectoryInfo(Path.Combine(root.FullName, "news"))).Concat(Passages.Read(new DirectoryInfo(Path.Combine(root.FullName, "selection")))).ToList();
    var parts = examples.ToLookup(example => IsKeptApart(example));
    JsonLines.Write(In(parsed.GetRequiredValue(folder), "examples.jsonl"), parts[false]);
    JsonLines.Write(In(parsed.GetRequiredValue(folder), "unseen.jsonl"), parts[true]);
    foreach (var set in examples.GroupBy(example => example.Set))
    {
        Console.WriteLine($"{set.Key}: {set.Count()} questions, {set.Count(IsKeptApart)} kept apart");
    }
});

var steps = new Option<int>("--steps") { Description = "How many steps in all", DefaultValueFactory = _ => 8000 };
var rate = new Option<double>("--rate") { Description = "The highest learning rate", DefaultValueFactory = _ => 1e-4 };
var tokens = new Option<int>("--tokens") { Description = "How many tokens a step and core, padding included", DefaultValueFactory = _ => 3072 };
var start = new Option<DirectoryInfo?>("--start") { Description = "A folder with a checkpoint whose weights are begun with, instead of all-MiniLM's" };
var train = new Command("train", "Trains, from the last checkpoint on where there is one.") { folder, models, seed, threads, steps, rate, tokens, start };
train.SetAction((parsed, cancellationToken) =>
{
    torch.random.manual_seed(parsed.GetValue(seed));
    var place = parsed.GetRequiredValue(folder);
    var network = new ReaderNetwork();
    network.Load(MiniLMWeights.Read(MiniLMPackage.Model()));
    if (parsed.GetValue(start) is { } begun && !Checkpoint.LoadWeights(begun, network))
    {
        Console.Error.WriteLine($"{begun} has no checkpoint to begin with.");
        return Task.FromResult(1);
    }

    var settings = new Trainer.Settings(parsed.GetValue(steps), parsed.GetValue(rate), parsed.GetValue(tokens), parsed.GetValue(threads), parsed.GetValue(seed));
    new Trainer(place, new WindowTokenizer(Pieces(parsed.GetRequiredValue(models)))).Train(
        network, [.. JsonLines.Read<Example>(In(place, "examples.jsonl"))], Unseen(place), settings, cancellationToken);
    return Task.FromResult(0);
});

var score = new Command("score", "Scores the last checkpoint on what was kept apart.") { folder, models, threads };
score.SetAction(parsed =>
{
    torch.set_num_threads(parsed.GetValue(threads));
    var place = parsed.GetRequiredValue(folder);
    var network = new ReaderNetwork();
    network.Load(MiniLMWeights.Read(MiniLMPackage.Model()));
    Checkpoint.LoadWeights(place, network);
    Console.WriteLine(new Scorer(network, new WindowTokenizer(Pieces(parsed.GetRequiredValue(models)))).Score(Unseen(place), 0));
});

var export = new Command("export", "Writes the product's models: the last checkpoint and the sentence encoder, and compares them with what they were made of.") { folder, models };
export.SetAction(async (parsed, cancellationToken) =>
    Console.WriteLine(await Export.RunAsync(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(models), Pieces(parsed.GetRequiredValue(models)), Unseen(parsed.GetRequiredValue(folder)), cancellationToken)));

return await new RootCommand("Trains the reader.") { data, train, export, score }.Parse(args).InvokeAsync();

// A tenth of the groups of the news, and of the pages of the rest a fiftieth, enough to see whether they are learnt.
static bool IsKeptApart(Example example) =>
    XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(example.Group)) % (example.Set == "news" ? 10UL : 50UL) == 0;

// The vocabulary lies beside the models.
static WordPieces Pieces(DirectoryInfo models)
{
    using (var vocabulary = In(models, ModelFiles.Vocabulary).Create())
    {
        MiniLMPackage.Vocabulary().CopyTo(vocabulary);
    }

    return WordPieces.Load(models.FullName);
}

static List<Example> Unseen(DirectoryInfo folder) => [.. JsonLines.Read<Example>(In(folder, "unseen.jsonl"))];

static FileInfo In(DirectoryInfo folder, string name)
{
    folder.Create();
    return new FileInfo(Path.Combine(folder.FullName, name));
}
