using System.Text.RegularExpressions;
using NewsBot.Training.Data;

namespace NewsBot.Training;

/// <summary>
/// Questions that a passage does not answer though much of it fits: somebody else is asked about, or the right person and another's deed.
/// They are made of the questions at hand, anew in each pass; the reader learns from them that one wrong name or deed is enough.
/// </summary>
internal sealed partial class FalseQuestions(IReadOnlyList<Example> examples)
{
    private const int Tries = 8;
    private const int ShortestName = 4;
    private const int FewestOwnWords = 2;

    private readonly Dictionary<string, Example[]> ofSet = examples.Where(example => example.IsAnswerable && !example.IsWhole)
        .GroupBy(example => example.Set).ToDictionary(set => set.Key, set => set.ToArray());

    // All questions of a passage share its sentences, so their names are found once.
    private readonly Dictionary<string, IReadOnlyList<string>> names = [];

    /// <summary>The question with another name in it: one of the same passage that stands nowhere near an answer, or one that the passage lacks.</summary>
    public Example? OfSomebodyElse(Example example, Random random)
    {
        if (Mentioned(example) is not { } mentioned)
        {
            return null;
        }

        var near = Enumerable.Range(0, example.Sentences.Count).Where(sentence => IsNearAnAnswer(example, sentence)).Select(sentence => example.Sentences[sentence]).ToList();
        var others = Names(example).Where(name => !name.Contains(mentioned, StringComparison.OrdinalIgnoreCase) && !near.Any(text => text.Contains(name, StringComparison.OrdinalIgnoreCase))).ToList();
        if (random.Next(2) == 0 || others.Count == 0)
        {
            var passage = string.Join(' ', example.Sentences);
            var stranger = Another(example, random);
            others = stranger is null ? [] : [.. Names(stranger).Where(name => !passage.Contains(name, StringComparison.OrdinalIgnoreCase))];
        }

        var answers = Enumerable.Range(0, example.Labels.Count).Where(sentence => example.Labels[sentence] == 1).ToList();
        return others.Count == 0 ? null : Unanswered(example, Replaced(example.Question, mentioned, others[random.Next(others.Count)]), answers);
    }

    /// <summary>A question of another matter, asked of somebody of this one.</summary>
    public Example? OfAnotherDeed(Example example, Random random)
    {
        if (Names(example) is not { Count: > 0 } own)
        {
            return null;
        }

        for (var tried = 0; tried < Tries; tried++)
        {
            if (Another(example, random) is { } other && Mentioned(other) is { } mentioned)
            {
                var name = own[random.Next(own.Count)];
                var places = Enumerable.Range(0, example.Sentences.Count).Where(sentence => example.Sentences[sentence].Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
                var around = string.Join(' ', places.Select(sentence => example.Sentences[sentence]));
                var foreign = Word().Matches(other.Question).Select(word => word.Value)
                    .Count(word => word.Length >= ShortestName && word != mentioned && !around.Contains(word, StringComparison.OrdinalIgnoreCase));
                if (foreign >= FewestOwnWords)
                {
                    return Unanswered(example, Replaced(other.Question, mentioned, name), places);
                }
            }
        }

        return null;
    }

    private static Example Unanswered(Example example, string question, IReadOnlyList<int> lookAlikes) =>
        example with { Question = question, Labels = new int[example.Labels.Count], Span = null, YesNo = null, LookAlikes = lookAlikes };

    private static bool IsNearAnAnswer(Example example, int sentence) =>
        Enumerable.Range(sentence - 1, 3).Any(place => place >= 0 && place < example.Labels.Count && example.Labels[place] != 0);

    private Example? Another(Example example, Random random) =>
        ofSet[example.Set][random.Next(ofSet[example.Set].Length)] is var other && other.Group != example.Group ? other : null;

    /// <summary>A name of the passage that the question has.</summary>
    private string? Mentioned(Example example)
    {
        var words = Word().Matches(example.Question).Select(word => word.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Names(example).FirstOrDefault(words.Contains);
    }

    /// <summary>Words that are capital within a sentence, and never small.</summary>
    private IReadOnlyList<string> Names(Example example)
    {
        if (!names.TryGetValue(example.Sentences[0], out var known))
        {
            var small = example.Sentences.SelectMany(sentence => Word().Matches(sentence)).Select(word => word.Value).Where(word => char.IsLower(word[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
            known = [.. example.Sentences.SelectMany(sentence => Word().Matches(sentence).Skip(1)).Select(word => word.Value)
                .Where(word => word.Length >= ShortestName && char.IsUpper(word[0]) && !small.Contains(word)).Distinct()];
            names.Add(example.Sentences[0], known);
        }

        return known;
    }

    private static string Replaced(string question, string name, string other) =>
        Regex.Replace(question, $@"\b{Regex.Escape(name)}\b", other, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\p{L}[\p{L}’'-]*\p{L}")]
    private static partial Regex Word();
}
