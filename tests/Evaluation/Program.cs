using System.CommandLine;
using System.Globalization;
using NewsBot.Evaluation;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var task = new Argument<string>("TASK") { Description = "What to measure" };
task.AcceptOnlyFromAmong([.. EvaluationTask.All.Keys]);
var data = new Option<DirectoryInfo>("--data") { Description = "The data set's folder (not for the tasks questions and answers, which are about the samples)" };
data.AcceptExistingOnly();
var output = new Option<FileInfo?>("--out") { Description = "Where to write the predictions, one JSON object a line" };
var limit = new Option<int>("--limit") { Description = "How many questions to ask", DefaultValueFactory = _ => int.MaxValue };

var root = new RootCommand("Scores the product's own pipeline.") { task, data, output, limit };
root.Validators.Add(result =>
{
    if (result.GetValue(data) is null && result.GetValue(task) is { } name && EvaluationTask.NeedsData(name))
    {
        result.AddError($"The task {name} needs --data.");
    }
});
root.SetAction(async (parsed, cancellationToken) =>
{
    var run = new EvaluationRun(parsed.GetValue(data), parsed.GetValue(output), parsed.GetValue(limit));
    var metrics = await EvaluationTask.All[parsed.GetRequiredValue(task)](run, cancellationToken);
    run.Print(metrics);
    return run.HasFailed ? 1 : 0;
});
return await root.Parse(args).InvokeAsync();
