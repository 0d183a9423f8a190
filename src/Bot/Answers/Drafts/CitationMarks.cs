using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (a): every sentence cites evidence that there is. Its marks are <c>[1]</c>, <c>[1][2]</c> or <c>[1, 2]</c>.</summary>
internal static partial class CitationMarks
{
    /// <summary>The sentence without its marks, and the evidence that it cites in its order; null when it cites none, or some that there is not.</summary>
    public static (string Text, IReadOnlyList<NumberedEvidence> Cited)? Read(string sentence, IReadOnlyList<NumberedEvidence> evidence)
    {
        var numbers = Mark().Matches(sentence)
            .SelectMany(mark => Number().Matches(mark.Value))
            .Select(number => int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0)
            .Distinct()
            .ToList();
        var cited = numbers.Select(number => evidence.FirstOrDefault(one => one.Number == number)).OfType<NumberedEvidence>().ToList();
        return numbers.Count > 0 && cited.Count == numbers.Count ? (Without(sentence), cited) : null;
    }

    // “The dam held [1].” loses the blank before the mark, too.
    private static string Without(string sentence) => Mark().Replace(sentence, "").Trim();

    [GeneratedRegex(@"\s*\[\s*[0-9]+(\s*[,;]\s*[0-9]+)*\s*\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
