using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using NewsBot.Answers.Drafts;
using NewsBot.LanguageModel;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Writing;

/// <summary>Has a language model put into words what was found, and shows of that only what passes the check.</summary>
public sealed partial class ModelAnswerer
{
    // The prompt asks for at most five; a model that goes on is not listened to for ever.
    private const int MaxShown = 8;
    private const int MaxDrafted = 16;

    private readonly LanguageModelClient model;
    private readonly DraftChecker checker;
    private readonly TokenCounter tokens;
    private readonly LanguageModelOptions options;
    private readonly KernelFunction? prompt;

    /// <exception cref="InvalidDataException">A model is configured, and the prompt is missing or not valid.</exception>
    internal ModelAnswerer(LanguageModelClient model, DraftChecker checker, TokenCounter tokens, IOptions<LanguageModelOptions> options)
    {
        (this.model, this.checker, this.tokens, this.options) = (model, checker, tokens, options.Value);
        prompt = model.IsConfigured ? AnswerPrompt.Read() : null;
    }

    /// <summary>
    /// Whether a model can say better what was found. It is never asked for what the stories do not cover, and not for what is shown line by line:
    /// pasted quotations, timelines, who agrees, and what stories of other days tell.
    /// </summary>
    public bool CanWrite(Reply found) => model.IsConfigured
        && found is { Evidence: not null, Answer: Answer.Grounded { Heading: null, Changes.Count: 0, Lead: null or { StoriesWithin: null } } };

    /// <summary>The answer sentence by sentence: each reply begins with the one before, and the last is whole.</summary>
    /// <param name="found">What is said without a model, and what it rests on.</param>
    public async IAsyncEnumerable<Reply> WriteAsync(Reply found, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // 1. What the model is given of the stories.
        var (extractive, evidence) = ((Answer.Grounded)found.Answer, found.Evidence!);
        var given = EvidenceSelection.Of(evidence, extractive, options.EvidenceTokens, tokens);
        var answer = new AnswerInProgress(evidence.Question, given);

        // 2. What it writes, cut into sentences while it comes.
        var (draft, drafted) = (new DraftReport(), new List<string>());
        await using var sentences = DraftSentences.SplitAsync(model.StreamAsync(prompt!, ArgumentsOf(evidence, given), cancellationToken), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (draft.Sentences < MaxDrafted && answer.Sentences < MaxShown && await NextAsync(sentences, draft) is { } sentence)
        {
            if (draft.Kept == 0 && NotCovered().IsMatch(sentence))
            {
                yield return found with { Answer = AnswerVerifier.KeepSupported(Refusal.Of(evidence)), Draft = draft.Ended(declined: true), Timings = With(found.Timings, draft) };
                yield break;
            }

            // 3. Each is checked against the stories, and shown when it passes.
            var verdict = checker.Check(sentence, given, drafted);
            draft.Add(verdict);
            drafted.Add(verdict is DraftVerdict.Kept shown ? shown.Text : sentence);
            if (verdict is DraftVerdict.Kept kept && answer.TryAdd(kept))
            {
                yield return Written(found, answer.SoFar, draft);
            }
            else if (answer.Sentences == 0 && SourceOf(sentence, given, evidence) is { } source)
            {
                // What answers the question mostly comes first: where it does not pass, the story says it in its own words.
                answer.BeginWith(source);
            }
        }

        // 4. Where too little of it is left, the stories' own words follow, or stand alone.
        draft.Ended(declined: false);
        yield return draft.Kept == 0
            ? found with { Answer = extractive with { Note = NoteText.Instead(draft.Fault) }, Draft = draft, Timings = With(found.Timings, draft) }
            : Written(found, draft.IsEnough ? answer.Whole : answer.FollowedBy(extractive, NoteText.AfterSome(draft.Fault)), draft) with { Mode = answer.IsOnlyQuoted ? found.Mode : AnswerMode.Model };
    }

    /// <summary>What a drafted sentence cites, as it stands in the stories; null when it cites nothing.</summary>
    private static Answer.Grounded? SourceOf(string sentence, IReadOnlyList<NumberedEvidence> given, Evidence evidence) =>
        CitationMarks.Read(sentence, given) is (var text, var cited) && PlainText.Is(text, cited)
        && evidence.Sentences.Where(scored => cited.Any(one => one.Article.Id == scored.Article.Id && one.Sentence.Ordinal == scored.Sentence.Ordinal)).ToList() is { Count: > 0 } sources
            ? AnswerVerifier.KeepSupported(ExtractiveAnswerer.Quote(evidence.Question, sources))
            : null;

    private static async Task<string?> NextAsync(IAsyncEnumerator<string> sentences, DraftReport draft)
    {
        try
        {
            return await sentences.MoveNextAsync() ? sentences.Current : null;
        }
        catch (ModelFaultException fault)
        {
            draft.Fault = fault.Fault;
            return null;
        }
    }

    private static KernelArguments ArgumentsOf(Evidence evidence, IReadOnlyList<NumberedEvidence> given) => AnswerPrompt.Arguments(
        EvidenceText.Of(given),
        EvidenceText.Neutral(evidence.Question.Text),
        evidence.Question.AskedAt.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture));

    private static Reply Written(Reply found, Answer.Grounded answer, DraftReport draft) =>
        found with { Answer = answer, Mode = AnswerMode.Model, Draft = draft, Timings = With(found.Timings, draft) };

    private static Timings With(Timings found, DraftReport draft) => found with { Answer = found.Answer + draft.Elapsed };

    [GeneratedRegex(@"^\W*not covered\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex NotCovered();
}
