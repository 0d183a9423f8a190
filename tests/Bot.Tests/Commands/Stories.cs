using System.Text.Json;

namespace NewsBot.Tests.Commands;

/// <summary>Stories that are written for a test.</summary>
internal static class Stories
{
    /// <summary>How many sentences each story of <see cref="Many"/> has.</summary>
    public const int SentencesEach = 20;

    /// <summary>A line of a <c>.jsonl</c> file.</summary>
    public static string Line(string id, string text, string? date = null) =>
        JsonSerializer.Serialize(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["title"] = $"Harbour notes, {id}",
            ["date"] = date,
            ["text"] = text,
        });

    /// <summary>A <c>.jsonl</c> file of stories that take a while to index, all of the same length.</summary>
    public static string Many(int count) => string.Join('\n', Enumerable.Range(0, count).Select(number => Line($"story-{number}", Text(number))));

    private static string Text(int story) => string.Join(' ', Enumerable.Range(0, SentencesEach).Select(sentence =>
        $"Ferry {story} carried {sentence} crates{story} of oranges past harbour{story} and its wall{story} before the storm{story} reached the village{story} of Oldmouth."));
}
