namespace NewsBot.LanguageModel;

/// <summary>What is wrong with a language model, and what to do, in plain words.</summary>
internal static class ModelAdvice
{
    /// <param name="models">Names of models that the service has, if it told.</param>
    public static string On(ModelFaultException fault, LanguageModelOptions options, IReadOnlyList<string> models) => fault.Fault switch
    {
        ModelFault.NotReached => $"Nothing answers at {options.Endpoint}: {fault.Message}. Start the service, or correct LanguageModel:Endpoint.",
        ModelFault.KeyRefused when options is { IsAzure: true, ApiKey: null } =>
            $"{options.Endpoint} let nobody in: {fault.Message}. Sign in with “az login”, or give this identity the role “Cognitive Services OpenAI User”.",
        ModelFault.KeyRefused => $"{options.Endpoint} let nobody in: {fault.Message}. Check LanguageModel:ApiKey, or OPENAI_API_KEY.",
        ModelFault.NoSuchModel when models.Count > 0 => $"{options.Endpoint} has no model “{options.Model}”. It has {string.Join(", ", models)}; set LanguageModel:Model to one.",
        ModelFault.NoSuchModel =>
            $"{options.Endpoint} has no model “{options.Model}”, or it is not where chat completions are. Correct LanguageModel:Model (at Azure: the deployment's name; at Ollama: first “ollama pull {options.Model}”), or LanguageModel:Endpoint, which usually ends in /v1.",
        ModelFault.RequestRefused => $"{options.Model} does not take the request: {fault.ServiceMessage ?? fault.Message}. What prompts/answer/config.json asks for may not suit it, such as a temperature.",
        ModelFault.TooManyRequests => $"{options.Endpoint} takes no more requests: {fault.ServiceMessage ?? fault.Message}. Wait{(fault.RetryAfter is { } wait ? $" {wait.TotalSeconds:0} s" : "")}, or look whether the account has any quota left.",
        ModelFault.TooSlow => $"{options.Model} is too slow here: {fault.Message}. Choose a smaller model, or raise LanguageModel:Patience.",
        ModelFault.Unreadable or ModelFault.BrokenOff or ModelFault.Empty => $"{options.Endpoint} answers, but not as it should: {fault.Message}. Does it speak OpenAI's chat completions, and as a stream?",
        _ => $"{options.Model} at {options.Endpoint} does not answer: {fault.ServiceMessage ?? fault.Message}.",
    };
}
