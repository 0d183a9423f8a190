using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

/// <summary>A whole program around the room under test, on a real port: only what it does with a message is the test's own.</summary>
internal sealed class BotDouble : IAsyncDisposable
{
    private readonly WebApplication program;
    private readonly HttpClient http = new();

    private BotDouble(WebApplication program, CollectingLogger log)
    {
        this.program = program;
        Log = log;
    }

    public CollectingLogger Log { get; }

    public static async Task<BotDouble> StartAsync(
        Func<TurnContext, CancellationToken, Task>? onMessage = null,
        string environment = "Development",
        IPAddress? peer = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Func<TurnContext, CancellationToken, Task<InvokeResponse?>>? onInvoke = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        var log = new CollectingLogger();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        builder.Services.AddSingleton(onMessage ?? ((turn, cancel) => turn.SendActivityAsync($"echo {turn.Activity.Text}", cancel)));
        builder.Services.AddSingleton(onInvoke ?? ((_, _) => Task.FromResult<InvokeResponse?>(null)));
        builder.Services.AddBotActivities<EchoHandler>();
        services?.Invoke(builder.Services);
        var running = builder.Build();
        running.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = peer ?? context.Connection.RemoteIpAddress;
            return next(context);
        });
        running.MapBotMessages();
        await running.StartAsync(TestContext.Current.CancellationToken);
        return new(running, log);
    }

    public Uri Address => new(program.Urls.Single());

    public Task<HttpResponseMessage> PostAsync(JsonNode activity, params (string Name, string Value)[] headers) =>
        PostAsync(activity.ToJsonString(), headers);

    public Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), headers);

    public Task<HttpResponseMessage> PostAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(HttpMethod.Post, content, headers);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, "/api/messages")) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => program.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await program.DisposeAsync();
    }

    private sealed class EchoHandler(
        Func<TurnContext, CancellationToken, Task> onMessage,
        Func<TurnContext, CancellationToken, Task<InvokeResponse?>> onInvoke,
        GreetedConversations greeted) : ActivityHandler
    {
        protected override Task<InvokeResponse?> OnInvokeAsync(TurnContext turn, CancellationToken cancellationToken) => onInvoke(turn, cancellationToken);

        protected override Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken) => onMessage(turn, cancellationToken);

        protected override Task OnMembersAddedAsync(
            IReadOnlyList<ChannelAccount> members, TurnContext turn, CancellationToken cancellationToken) =>
            GreetAsync(turn, cancellationToken);

        protected override Task OnInstallationAddedAsync(TurnContext turn, CancellationToken cancellationToken) =>
            GreetAsync(turn, cancellationToken);

        private Task GreetAsync(TurnContext turn, CancellationToken cancellationToken) =>
            greeted.TryClaim(turn.Activity) ? turn.SendActivityAsync("Hello!", cancellationToken) : Task.CompletedTask;
    }
}
