using Microsoft.SemanticKernel;

namespace NewsBot.LanguageModel;

/// <summary>The prompt <c>standalone</c>, and what is filled in.</summary>
internal static class StandalonePrompt
{
    private const string Earlier = "earlier";
    private const string Question = "question";

    /// <exception cref="InvalidDataException">It is missing or not valid.</exception>
    public static KernelFunction Read() => PromptFiles.Read(PromptFiles.DefaultFolder, "standalone", [Earlier, Question]);

    public static KernelArguments Arguments(string earlier, string question) => new() { [Earlier] = earlier, [Question] = question };
}
