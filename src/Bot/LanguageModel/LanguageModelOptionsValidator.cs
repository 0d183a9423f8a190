using Microsoft.Extensions.Options;

namespace NewsBot.LanguageModel;

/// <summary>Says of each setting that is not valid what to set instead.</summary>
internal sealed class LanguageModelOptionsValidator : IValidateOptions<LanguageModelOptions>
{
    // Longer than the patience of a whole turn it would never come to bear.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);

    public ValidateOptionsResult Validate(string? name, LanguageModelOptions options)
    {
        var failures = options.Enabled ? Failures(options).ToList() : [];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(LanguageModelOptions options)
    {
        if (options is { Endpoint: null, Model: not null })
        {
            yield return "LanguageModel:Model is set, but not where that model is: set LanguageModel:Endpoint, or for OpenAI LanguageModel:ApiKey.";
        }

        if (options.Endpoint is { } endpoint)
        {
            if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
            {
                yield return $"LanguageModel:Endpoint is “{endpoint.OriginalString}”; set the address of the service, such as http://localhost:11434/v1.";
            }
            else if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
            {
                yield return "LanguageModel:Endpoint may have neither a name, a password nor a “?” in it; a key belongs in LanguageModel:ApiKey.";
            }
            else if (endpoint.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase) && options.ApiKey is null)
            {
                yield return "OpenAI wants a key: set OPENAI_API_KEY or LanguageModel:ApiKey.";
            }

            if (options.Model is null)
            {
                yield return "LanguageModel:Model is missing: set the name of the model, at Azure that of the deployment.";
            }
        }

        if (options.ApiKey is { } key && key.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            yield return "LanguageModel:ApiKey has blanks in it; copy the key again.";
        }

        if (options.Patience < Shortest || options.Patience > Longest)
        {
            yield return "LanguageModel:Patience has to be from 00:00:01 to 00:01:40.";
        }

        if (options.EvidenceTokens is < 200 or > 100_000)
        {
            yield return "LanguageModel:EvidenceTokens has to be from 200 to 100000.";
        }
    }
}
