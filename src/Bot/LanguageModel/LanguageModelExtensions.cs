using Azure.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsBot.Answers.Drafts;
using NewsBot.Answers.Writing;
using NewsBot.Conversations;

namespace NewsBot.LanguageModel;

public static class LanguageModelExtensions
{
    private const string HttpClientName = "LanguageModel";

    /// <summary>Adds <see cref="ModelAnswerer"/>, which asks a language model if the settings name one.</summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services)
    {
        services.AddOptions<LanguageModelOptions>().BindConfiguration("LanguageModel").ValidateOnStart()
            .PostConfigure<IConfiguration>((options, configuration) => options.Complete(configuration["OPENAI_API_KEY"]));
        services.AddSingleton<IValidateOptions<LanguageModelOptions>, LanguageModelOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        // A redirect would take the key elsewhere.
        services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<TokenCounter>().AddSingleton<ModelCircuit>().AddSingleton<DraftChecker>().AddSingleton<QuestionWriter>();
        services.AddSingleton(provider => new LanguageModelClient(
            KernelFactory.Create(OptionsOf(provider), HttpOf(provider), () => new DefaultAzureCredential()),
            provider.GetRequiredService<ModelCircuit>(),
            provider.GetRequiredService<IOptions<LanguageModelOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LanguageModelClient>>()));
        services.AddSingleton(provider => new ModelTrial(
            provider.GetRequiredService<LanguageModelClient>(), () => KernelFactory.CreateClient(OptionsOf(provider), HttpOf(provider), () => new DefaultAzureCredential())));
        return services.AddSingleton(provider => new ModelAnswerer(
            provider.GetRequiredService<LanguageModelClient>(),
            provider.GetRequiredService<DraftChecker>(),
            provider.GetRequiredService<TokenCounter>(),
            provider.GetRequiredService<IOptions<LanguageModelOptions>>()));
    }

    private static LanguageModelOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;

    private static HttpClient HttpOf(IServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);
}
