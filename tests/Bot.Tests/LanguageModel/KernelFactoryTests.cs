using System.Net;
using System.Text;
using Azure.Core;
using Microsoft.SemanticKernel;
using NewsBot.LanguageModel;

namespace NewsBot.Tests.LanguageModel;

/// <summary>Which way a request takes, and with what, by the address alone.</summary>
public sealed class KernelFactoryTests
{
    [Theory]
    [InlineData("https://news.openai.azure.com", "https://news.openai.azure.com/openai/deployments/small/chat/completions")]
    [InlineData("https://news.cognitiveservices.azure.com/", "https://news.cognitiveservices.azure.com/openai/deployments/small/chat/completions")]
    [InlineData("https://news.openai.azure.com/openai/v1", "https://news.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1/chat/completions")]
    [InlineData("https://models.example/api/v1/", "https://models.example/api/v1/chat/completions")]
    public async Task A_resource_of_Azure_is_asked_by_its_deployment_and_everything_else_as_OpenAI(string endpoint, string asked)
    {
        var request = await AskAsync(new LanguageModelOptions { Endpoint = new Uri(endpoint), Model = "small", ApiKey = "secret" });

        Assert.Equal(asked, request.RequestUri!.GetLeftPart(UriPartial.Path));
    }

    [Theory]
    [InlineData("https://news.openai.azure.com", "secret", "api-key: secret")]
    [InlineData("https://news.openai.azure.com", null, "Authorization: Bearer token for https://cognitiveservices.azure.com/.default")]
    [InlineData("https://news.openai.azure.com/openai/v1", null, "Authorization: Bearer token for https://cognitiveservices.azure.com/.default")]
    [InlineData("http://localhost:11434", null, "Authorization: Bearer none")]
    [InlineData("http://localhost:11434", "secret", "Authorization: Bearer secret")]
    public async Task A_key_goes_along_and_at_Azure_a_token_of_Entra_where_there_is_none(string endpoint, string? key, string header)
    {
        var request = await AskAsync(new LanguageModelOptions { Endpoint = new Uri(endpoint), Model = "small", ApiKey = key });

        Assert.Contains(header, request.Headers.Select(sent => $"{sent.Key}: {string.Join(' ', sent.Value)}"));
    }

    private static async Task<HttpRequestMessage> AskAsync(LanguageModelOptions options)
    {
        options.Complete(openAIKey: null);
        using var service = new Recorder();
        using var http = new HttpClient(service);

        var kernel = KernelFactory.Create(options, http, () => new Identity())!;
        var pieces = new List<string>();
        await foreach (var piece in kernel.InvokePromptStreamingAsync("Did the dam hold?", cancellationToken: TestContext.Current.CancellationToken))
        {
            pieces.Add(piece.ToString());
        }

        Assert.Equal("It held.", string.Concat(pieces));
        return Assert.Single(service.Requests);
    }

    /// <summary>Answers every request, and keeps it.</summary>
    private sealed class Recorder : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            const string Answer = """
                data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"small","choices":[{"index":0,"delta":{"role":"assistant","content":"It held."},"finish_reason":"stop"}]}

                data: [DONE]


                """;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Answer))) { Headers = { ContentType = new("text/event-stream") } } });
        }
    }

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {string.Join(' ', requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
