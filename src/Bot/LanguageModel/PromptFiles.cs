using System.Text.Json;
using Microsoft.SemanticKernel;

namespace NewsBot.LanguageModel;

/// <summary>
/// The prompts, which editors change without a build: <c>prompts/NAME/skprompt.txt</c> with its <c>config.json</c>, Semantic Kernel's own format.
/// </summary>
internal static class PromptFiles
{
    /// <summary>Beside the program, where the build puts those of the repository's root.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <param name="variables">What the bot fills in; the prompt has to use all of it, and nothing else.</param>
    /// <exception cref="InvalidDataException">A file is missing or not valid; the message says which, and what to do.</exception>
    public static KernelFunction Read(string folder, string name, IReadOnlyList<string> variables)
    {
        var (promptPath, configPath) = (Path.Combine(folder, name, "skprompt.txt"), Path.Combine(folder, name, "config.json"));
        var prompt = TextOf(promptPath);
        Check(promptPath, prompt, variables);
        try
        {
            var config = PromptTemplateConfig.FromJson(TextOf(configPath));
            (config.Name, config.Template) = (name, prompt);
            return KernelFunctionFactory.CreateFromPrompt(config);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or KernelException)
        {
            throw new InvalidDataException($"{configPath} is not valid: {failure.Message}", failure);
        }
    }

    private static void Check(string path, string prompt, IReadOnlyList<string> variables)
    {
        var used = VariablesOf(path, prompt);
        if (variables.FirstOrDefault(variable => !used.Contains(variable)) is { } missing)
        {
            throw new InvalidDataException($"{path} does not use {{{{${missing}}}}}, without which the language model cannot answer; put it back.");
        }

        if (used.FirstOrDefault(variable => !variables.Contains(variable, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new InvalidDataException(
                $"{path} uses {{{{${unknown}}}}}, which the bot does not know; it fills in {string.Join(", ", variables.Select(variable => $"{{{{${variable}}}}}"))}.");
        }
    }

    // To make a template adds the variables that it uses to its configuration.
    private static HashSet<string> VariablesOf(string path, string prompt)
    {
        try
        {
            var config = new PromptTemplateConfig(prompt);
            _ = new KernelPromptTemplateFactory().Create(config);
            return config.InputVariables.Select(variable => variable.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception failure) when (failure is KernelException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a valid prompt: {failure.Message}", failure);
        }
    }

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path) is var text && !string.IsNullOrWhiteSpace(text)
                ? text
                : throw new InvalidDataException($"{path} is empty; a prompt belongs there.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{path} is missing; put it back, it is part of a prompt for the language model.", failure);
        }
    }
}
