using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsBot.LanguageModel;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary><c>doctor</c>: says in plain words what keeps the bot from answering, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Checks the settings, the store and the language model, and says what is wrong");
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var isWell = await TellAsync("store", CheckStoreAsync);

        // Where the settings are wrong, to ask the model could only say so again.
        isWell &= await TellAsync("settings", CheckSettingsAsync) && await TellAsync("model", CheckModelAsync);
        return isWell ? ExitCodes.Done : ExitCodes.Failed;

        async Task<bool> TellAsync(string name, Func<IServiceProvider, CancellationToken, Task<Diagnosis>> check)
        {
            var diagnosis = await TryAsync(check, app.Services, cancellationToken);
            Console.WriteLine(json
                ? JsonSerializer.Serialize(new DiagnosisLine(name, diagnosis.IsWell, diagnosis.Words), CommandJson.Readable.DiagnosisLine)
                : TerminalText.Safe($"{(diagnosis.IsWell ? "ok" : "wrong"),-6} {name,-9} {diagnosis.Words}"));
            return diagnosis.IsWell;
        }
    }

    private static async Task<Diagnosis> CheckStoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(services.GetRequiredService<IOptions<RetrievalOptions>>().Value.DataFolder);
        var status = await services.GetRequiredService<IArticleIndex>().GetStatusAsync(cancellationToken);
        return status.Articles > 0
            ? new Diagnosis(true, $"{status.Articles} stories with {status.Sentences} sentences and {status.Statements} statements ({status.Store}).")
            : new Diagnosis(true, $"The index in {folder} is empty; add stories with: index PATH");
    }

    private static Task<Diagnosis> CheckSettingsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        if (options.IsConfigured)
        {
            _ = services.GetRequiredService<ModelTrial>(); // reads the prompts
        }

        return Task.FromResult(new Diagnosis(true, options.IsConfigured
            ? $"{options.Model} at {options.Endpoint}, {Access(options)}; the prompts are there."
            : "No language model is configured, so answers are the stories' own words. To have one, set LanguageModel:Endpoint and LanguageModel:Model, or OPENAI_API_KEY."));
    }

    private static string Access(LanguageModelOptions options) => options switch
    {
        { ApiKey: not null, Endpoint: { Scheme: "http", IsLoopback: false } } => "with a key, which goes over the network unencrypted",
        { ApiKey: not null } => "with a key",
        { IsAzure: true } => "with a token of Microsoft Entra ID",
        _ => "without a key",
    };

    private static async Task<Diagnosis> CheckModelAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        if (!options.IsConfigured)
        {
            return new Diagnosis(true, "Nothing to ask.");
        }

        var trial = services.GetRequiredService<ModelTrial>();
        try
        {
            var (first, whole) = await trial.RunAsync(cancellationToken);
            return new Diagnosis(true, $"It answers: the first word after {first.TotalSeconds:0.0} s, the whole after {whole.TotalSeconds:0.0} s.");
        }
        catch (ModelFaultException fault)
        {
            var models = fault.Fault == ModelFault.NoSuchModel ? await trial.ModelsAsync(cancellationToken) : [];
            return new Diagnosis(false, ModelAdvice.On(fault, options, models));
        }
    }

    private static async Task<Diagnosis> TryAsync(
        Func<IServiceProvider, CancellationToken, Task<Diagnosis>> check, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await check(services, cancellationToken);
        }
        catch (OptionsValidationException failure)
        {
            return new Diagnosis(false, string.Join(' ', failure.Failures));
        }
        catch (Exception failure) when (failure is IndexUnusableException or InvalidDataException or InvalidOperationException or IOException)
        {
            return new Diagnosis(false, failure.Message);
        }
    }

    private sealed record Diagnosis(bool IsWell, string Words);
}

/// <summary>A line of <c>doctor --json</c>.</summary>
internal sealed record DiagnosisLine(string Check, bool Ok, string Says);
