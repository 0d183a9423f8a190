using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
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
    /// <param name="identity">For tokens of Microsoft Entra ID, where a service takes them and there is no key.</param>
    public static Kernel? Create(LanguageModelOptions options, HttpClient http, Func<TokenCredential> identity)
    {
        if (!options.IsConfigured)
        {
            return null;
        }

        // Without the program's loggers: at their lowest level they would write down the prompts.
        var builder = Kernel.CreateBuilder();
        return (options.IsAzureResource
            ? builder.AddAzureOpenAIChatCompletion(options.Model!, AzureClient(options, http, identity))
            : builder.AddOpenAIChatCompletion(options.Model!, CreateClient(options, http, identity))).Build();
    }

    /// <summary>A client for what every service has, Azure's, too: chat, and the list of its models.</summary>
    public static OpenAIClient CreateClient(LanguageModelOptions options, HttpClient http, Func<TokenCredential> identity)
    {
        var settings = new OpenAIClientOptions { Endpoint = options.IsAzureResource ? new Uri(options.Endpoint!, "openai/v1") : options.Endpoint };
        Bound(settings, http);
#pragma warning disable OPENAI001 // the only way to tokens that are renewed; a change would be seen when the version changes
        return options is { IsAzure: true, ApiKey: null }
            ? new OpenAIClient(new BearerTokenPolicy(identity(), AzureScope), settings)
            : new OpenAIClient(new ApiKeyCredential(options.ApiKey ?? AnyKey), settings);
#pragma warning restore OPENAI001
    }

    private static AzureOpenAIClient AzureClient(LanguageModelOptions options, HttpClient http, Func<TokenCredential> identity)
    {
        var settings = new AzureOpenAIClientOptions();
        Bound(settings, http);
        return options.ApiKey is { } key ? new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(key), settings) : new AzureOpenAIClient(options.Endpoint, identity(), settings);
    }

    private static void Bound(ClientPipelineOptions settings, HttpClient http)
    {
        settings.Transport = new HttpClientPipelineTransport(http);
        settings.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
    }
}
