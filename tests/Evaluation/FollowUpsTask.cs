using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Evaluation;

/// <summary>How near questions of a conversation, made to stand alone by rules, come to what people made of them (CAsT 2020).</summary>
internal static partial class FollowUpsTask
{
    public static Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var dictionary = new WordNet(WordNet.DefaultFolder);
        var (ours, raw) = (new List<double>(), new List<double>());
        foreach (var asked in run.Read<Asked>("questions.jsonl"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var standalone = Resolve(asked, dictionary);
            run.Predict(new { asked.Id, standalone });
            if (asked.History.Count > 0)
            {
                ours.Add(Overlap(standalone, asked.HumanRewrite));
                raw.Add(Overlap(asked.Question, asked.HumanRewrite));
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, double>>(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["turns"] = ours.Count, ["tokenF1"] = ours.Average(), ["tokenF1 as typed"] = raw.Average() });
    }

    // Each turn is understood by those before it as they were understood, as in a conversation with the bot.
    private static string Resolve(Asked asked, WordNet dictionary)
    {
        var turns = new List<Turn>();
        foreach (var earlier in asked.History)
        {
            turns.Add(new Turn(FollowUp.Resolve(earlier, turns, dictionary).Text, []));
        }

        return FollowUp.Resolve(asked.Question, turns, dictionary).Text;
    }

    /// <summary>F1 of the words as multisets, in lower case.</summary>
    private static double Overlap(string one, string other)
    {
        var (ours, theirs) = (WordsOf(one), WordsOf(other));
        var common = ours.CountBy(word => word, StringComparer.Ordinal).Sum(word => Math.Min(word.Value, theirs.Count(same => same == word.Key)));
        return common == 0 ? 0 : 2.0 * common / (ours.Count + theirs.Count);
    }

    private static List<string> WordsOf(string text) => Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToList();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    private sealed record Asked(string Id, IReadOnlyList<string> History, string Question, [property: JsonPropertyName("human_rewrite")] string HumanRewrite);
}
