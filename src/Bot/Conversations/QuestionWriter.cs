using System.Text;
using Microsoft.SemanticKernel;
using NewsBot.Answers.Writing;
using NewsBot.LanguageModel;
using NewsBot.Retrieval.Questions.FollowUps;
using NewsBot.Retrieval.Search;

namespace NewsBot.Conversations;

/// <summary>Asks a language model what a question goes on with, where rules are not sure of it.</summary>
public sealed class QuestionWriter
{
    // A search may be made twice in a fraction of this; the model is the better reader, but not worth a longer wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MaxEarlier = 5;
    private const int MaxLength = 300;

    private readonly LanguageModelClient model;
    private readonly KernelFunction? prompt;

    /// <exception cref="InvalidDataException">A model is configured, and the prompt is missing or not valid.</exception>
    public QuestionWriter(LanguageModelClient model)
    {
        this.model = model;
        prompt = model.IsConfigured ? StandalonePrompt.Read() : null;
    }

    /// <summary>The question so that it makes sense alone; null where there is no model, it fails, or what it writes says more than was asked.</summary>
    public async Task<string?> WriteAsync(string utterance, IReadOnlyList<Turn> earlier, CancellationToken cancellationToken)
    {
        if (prompt is null)
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var arguments = StandalonePrompt.Arguments(
            string.Join('\n', earlier.TakeLast(MaxEarlier).Select(turn => EvidenceText.Neutral(turn.Question))), EvidenceText.Neutral(utterance));
        var written = new StringBuilder();
        try
        {
            await foreach (var piece in model.StreamAsync(prompt, arguments, patience.Token))
            {
                written.Append(piece);
            }
        }
        catch (ModelFaultException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        var question = written.ToString().Trim();
        return IsOfConversation(question, utterance, earlier) ? question : null;
    }

    /// <summary>Whether every word that counts was said by the people who talk here.</summary>
    private static bool IsOfConversation(string question, string utterance, IReadOnlyList<Turn> earlier)
    {
        var said = earlier.SelectMany(turn => turn.People.Prepend(turn.Question)).Append(utterance).SelectMany(Term.AllIn).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return question.Length is > 0 and <= MaxLength && !question.Contains('\n', StringComparison.Ordinal) && Term.AllIn(question).All(term => said.Contains(term.Stem));
    }
}
