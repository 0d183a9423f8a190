using System.ClientModel;
using System.Diagnostics;
using Microsoft.SemanticKernel;
using OpenAI;

namespace NewsBot.LanguageModel;

/// <summary>Asks the model one question that any model can answer, with the prompt that is used for answers.</summary>
internal sealed class ModelTrial
{
    private const int MostModels = 8;
    private static readonly TimeSpan PatienceForList = TimeSpan.FromSeconds(5);

    private readonly LanguageModelClient model;
    private readonly Func<OpenAIClient> service;
    private readonly KernelFunction prompt;

    /// <param name="service">For the list of its models.</param>
    /// <exception cref="InvalidDataException">The prompt is missing or not valid.</exception>
    public ModelTrial(LanguageModelClient model, Func<OpenAIClient> service)
    {
        (this.model, this.service) = (model, service);
        prompt = AnswerPrompt.Read();
    }

    /// <returns>How long it took until the first word came, and until the last.</returns>
    /// <exception cref="ModelFaultException">It did not answer.</exception>
    public async Task<(TimeSpan First, TimeSpan Whole)> RunAsync(CancellationToken cancellationToken)
    {
        var (started, first) = (Stopwatch.GetTimestamp(), (TimeSpan?)null);
        var arguments = AnswerPrompt.Arguments("Story: “High water”, 1 May 2020\n[1] The dam held through the night.", "Did the dam hold?", "Saturday, 2 May 2020");
        await foreach (var _ in model.StreamAsync(prompt, arguments, cancellationToken))
        {
            first ??= Stopwatch.GetElapsedTime(started);
        }

        var whole = Stopwatch.GetElapsedTime(started);
        return (first ?? whole, whole);
    }

    /// <summary>Names of models that the service has; none when it does not tell.</summary>
    public async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatienceForList);
        try
        {
            var models = await service().GetOpenAIModelClient().GetModelsAsync(patience.Token);
            return models.Value.Select(known => known.Id).Take(MostModels).ToList();
        }
        catch (Exception failure) when (failure is ClientResultException or HttpRequestException or OperationCanceledException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }
}
