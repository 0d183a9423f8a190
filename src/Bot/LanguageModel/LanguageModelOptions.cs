namespace NewsBot.LanguageModel;

/// <summary>
/// Section <c>LanguageModel</c> of the configuration: any service that speaks OpenAI's chat completions, such as OpenAI, Azure OpenAI, Ollama, vLLM or
/// LM Studio. With nothing set, and no <c>OPENAI_API_KEY</c>, there is no language model.
/// </summary>
public sealed class LanguageModelOptions
{
    private const string OpenAIHost = "api.openai.com";

    // Small, quick and without hidden reasoning, which is enough for putting given sentences into words.
    private const string OpenAIModel = "gpt-4.1-mini";

    /// <summary>False: none is asked, whatever else is set.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The service's address, such as <c>http://localhost:11434/v1</c>; null: that of OpenAI, if there is a key.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name, at Azure the deployment's; null: at OpenAI a small one.</summary>
    public string? Model { get; set; }

    /// <summary>Null: at OpenAI <c>OPENAI_API_KEY</c>, at Azure a token of Microsoft Entra ID, elsewhere none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How long a reader waits for the model; then the answer is given in the stories' own words.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much of the stories the model is given at most, in tokens.</summary>
    public int EvidenceTokens { get; set; } = 2000;

    /// <summary>Whether there is a model to ask.</summary>
    public bool IsConfigured => Enabled && Endpoint is not null;

    /// <summary>Whether the service takes tokens of Microsoft Entra ID.</summary>
    public bool IsAzure => Endpoint is { IsAbsoluteUri: true } endpoint
        && (endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase)
            || endpoint.Host.EndsWith(".services.ai.azure.com", StringComparison.OrdinalIgnoreCase)
            || endpoint.Host.EndsWith(".cognitiveservices.azure.com", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the address is that of an Azure resource, which has a way of its own to its deployments; with a path it is one that speaks as OpenAI does.</summary>
    public bool IsAzureResource => IsAzure && Endpoint!.AbsolutePath == "/";

    /// <summary>Puts in what may be left out.</summary>
    /// <param name="openAIKey"><c>OPENAI_API_KEY</c>; it goes to OpenAI and nowhere else.</param>
    internal void Complete(string? openAIKey)
    {
        ApiKey = string.IsNullOrWhiteSpace(ApiKey) ? null : ApiKey.Trim();
        Model = string.IsNullOrWhiteSpace(Model) ? null : Model.Trim();
        openAIKey = string.IsNullOrWhiteSpace(openAIKey) ? null : openAIKey.Trim();
        if (Endpoint is null && (ApiKey ?? openAIKey) is not null)
        {
            Endpoint = new Uri($"https://{OpenAIHost}/v1");
        }

        if (Endpoint is not { IsAbsoluteUri: true })
        {
            return;
        }

        if (Endpoint.Host.Equals(OpenAIHost, StringComparison.OrdinalIgnoreCase))
        {
            ApiKey ??= openAIKey;
            Model ??= OpenAIModel;
        }

        // Services are often known by their address alone.
        if (Endpoint.AbsolutePath == "/" && !IsAzure)
        {
            Endpoint = new Uri(Endpoint, "v1");
        }
    }
}
