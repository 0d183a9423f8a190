using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using Microsoft.SemanticKernel;
using OpenAI;

namespace NewsBot.LanguageModel;

/// <summary>Builds the Semantic Kernel, for the service that the settings name.</summary>
internal static class KernelFactory
{
    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    // Some services want a key and do not look at it; the client insists on one.
    private const string AnyKey = "none";

    /// <summary>Null when no model is configured. The client never gives up by itself and never asks again: <see cref="LanguageModelClient"/> does both.</summary>
    public static Kernel? Create(LanguageModelOptions options, HttpClient http) => options.IsConfigured
        // Without the program's loggers: at their lowest level they would write down the prompts.
        ? Kernel.CreateBuilder().AddOpenAIChatCompletion(options.Model!, CreateClient(options, http)).Build()
        : null;

    public static OpenAIClient CreateClient(LanguageModelOptions options, HttpClient http) => Client(options, new OpenAIClientOptions
    {
        Endpoint = options.Endpoint,
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
    });

#pragma warning disable OPENAI001 // the only way to tokens that are renewed; a change would be seen when the version changes
    private static OpenAIClient Client(LanguageModelOptions options, OpenAIClientOptions client) => options is { IsAzure: true, ApiKey: null }
        ? new OpenAIClient(new BearerTokenPolicy(new DefaultAzureCredential(), AzureScope), client)
        : new OpenAIClient(new ApiKeyCredential(options.ApiKey ?? AnyKey), client);
#pragma warning restore OPENAI001
}
