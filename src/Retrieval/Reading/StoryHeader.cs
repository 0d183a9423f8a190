using System.Globalization;

namespace NewsBot.Retrieval.Reading;

/// <summary>The line above a story that the reader sees with each window.</summary>
public static class StoryHeader
{
    public static string Of(string? title, DateOnly? day) =>
        (title, day) switch
        {
            (null or "", null) => "",
            (null or "", { } date) => Text(date),
            ({ } name, null) => name,
            ({ } name, { } date) => $"{name} ({Text(date)})",
        };

    private static string Text(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
