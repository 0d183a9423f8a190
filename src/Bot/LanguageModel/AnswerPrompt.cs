using Microsoft.SemanticKernel;

namespace NewsBot.LanguageModel;

/// <summary>The prompt <c>answer</c>, and what is filled in.</summary>
internal static class AnswerPrompt
{
    private const string Stories = "stories";
    private const string Question = "question";
    private const string Today = "today";

    /// <exception cref="InvalidDataException">It is missing or not valid.</exception>
    public static KernelFunction Read() => PromptFiles.Read(PromptFiles.DefaultFolder, "answer", [Stories, Question, Today]);

    public static KernelArguments Arguments(string stories, string question, string today) => new() { [Stories] = stories, [Question] = question, [Today] = today };
}
