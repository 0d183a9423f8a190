namespace NewsBot.Answers;

/// <summary>The line before an answer, in words.</summary>
internal static class LeadText
{
    public static string Of(Lead lead)
    {
        var stories = !lead.Scope.IsAll ? $"in {ScopeText.Of(lead.Scope)}"
            : lead.Stories == 1 ? "from a story"
            : "from stories";
        return (lead.IsLatest, lead.Scope.IsAll) switch
        {
            (true, true) => $"As of {Dates.Spoken(lead.Newest)}:",
            (true, false) => $"As of {Dates.Spoken(lead.Newest)}, {stories}:",
            (false, true) => $"{Capital(stories)} of {Dates.Range(lead.Oldest!.Value, lead.Newest!.Value)}:",
            _ => $"{Capital(stories)}:",
        };
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
