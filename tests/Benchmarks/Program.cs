using System.CommandLine;
using System.Globalization;
using NewsBot.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var articles = new Option<FileInfo>("--articles") { Description = "Stories to index, as .jsonl", Required = true };
articles.AcceptExistingOnly();
var questions = new Option<FileInfo>("--questions") { Description = "Questions to ask, as .jsonl", Required = true };
questions.AcceptExistingOnly();

var encoder = new Command("encoder", "Encoder throughput");
encoder.SetAction((_, cancellationToken) => EncoderThroughput.RunAsync(Console.Out, cancellationToken));

var journeys = new Command("journeys", "Indexing, skipping, memory, and the time to an answer") { articles, questions };
journeys.SetAction((parsed, cancellationToken) => Journeys.RunAsync(
    parsed.GetRequiredValue(articles).FullName, parsed.GetRequiredValue(questions).FullName, cancellationToken));

var statements = new Command("statements", "How fast the statements of stories are found, on one core") { articles };
statements.SetAction((parsed, _) => StatementThroughput.RunAsync(parsed.GetRequiredValue(articles).FullName, Console.Out));

var folder = new Option<DirectoryInfo>("--pages") { Description = "Folder of news pages, as .html.gz", Required = true };
folder.AcceptExistingOnly();
var pages = new Command("pages", "How fast news pages are read, on one core") { folder };
pages.SetAction((parsed, _) => PageThroughput.RunAsync(parsed.GetRequiredValue(folder).FullName, Console.Out));

var data = new Option<DirectoryInfo>("--data") { Description = "Folder of an index (default: a new one with the sample stories)" };
data.AcceptExistingOnly();
var asked = new Option<FileInfo>("--questions") { Description = "Questions to ask, as .jsonl (default: those about the samples)", DefaultValueFactory = _ => new(Load.SampleQuestions) };
asked.AcceptExistingOnly();
var conversations = new Option<int>("--conversations") { Description = "How many people ask at once", DefaultValueFactory = _ => 200 };
var turns = new Option<int>("--turns") { Description = "How many questions each asks", DefaultValueFactory = _ => 5 };
var pause = new Option<double>("--pause") { Description = "Mean seconds for which each reads an answer; 0: the next question follows at once", DefaultValueFactory = _ => 10 };
var load = new Command("load", "Many conversations at once with the real program, over Direct Line") { data, asked, conversations, turns, pause };
load.SetAction((parsed, cancellationToken) => Load.RunAsync(
    parsed.GetValue(data)?.FullName, parsed.GetRequiredValue(asked).FullName, parsed.GetValue(conversations), parsed.GetValue(turns), parsed.GetValue(pause), cancellationToken));

var stories = new Option<int>("--stories") { Description = "How many stories come in", DefaultValueFactory = _ => 20 };
var arrival = new Command("arrival", "How soon a new page is in answers, with the real program") { data, stories };
arrival.SetAction((parsed, cancellationToken) => Arrival.RunAsync(parsed.GetValue(data)?.FullName, parsed.GetValue(stories), Console.Out, cancellationToken));

var index = new Option<DirectoryInfo>("--data") { Description = "Folder of an index", Required = true };
index.AcceptExistingOnly();
var writing = new Command("writing", "What the bot adds to a language model's own time") { index, questions };
writing.SetAction((parsed, cancellationToken) => Writing.RunAsync(parsed.GetRequiredValue(index).FullName, parsed.GetRequiredValue(questions).FullName, cancellationToken));

var weighed = new Option<FileInfo>("--articles") { Description = "Stories whose points are weighed, as .jsonl (default: none)" };
weighed.AcceptExistingOnly();
var qdrant = new Command("qdrant", "What the client of Qdrant costs by itself, and what stories weigh there") { weighed };
qdrant.SetAction((parsed, cancellationToken) => QdrantTraffic.RunAsync(parsed.GetValue(weighed)?.FullName, Console.Out, cancellationToken));

var micro = new Command("micro", "BenchmarkDotNet over single stations") { TreatUnmatchedTokensAsErrors = false };
micro.SetAction(parsed => BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Stations).Assembly).Run(parsed.UnmatchedTokens.ToArray()));

return await new RootCommand("Measures the product's speed.") { encoder, journeys, statements, pages, arrival, load, writing, qdrant, micro }.Parse(args).InvokeAsync();
