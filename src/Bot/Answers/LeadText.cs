namespace NewsBot.Answers;

/// <summary>The line before an answer, in words.</summary>
internal static class LeadText
{
    public static string Of(Lead lead) =>
        (lead.NewestAge is { } age ? $"My newest story is {age}. " : "") + (lead.StoriesWithin is { } within ? FromOutside(lead, within) : FromWithin(lead));

    /// <summary>As in <c>I have no stories from 21 August 2013; from a story of 31 August 2013:</c>.</summary>
    private static string FromOutside(Lead lead, long within)
    {
        var scope = ScopeText.Of(lead.Scope);
        return (within == 0 ? $"I have no {scope}" : $"I found no answer to that in my {scope}")
            + (lead.Stories == 1 ? "; from a story" : "; from stories")
            + (lead is { Oldest: { } oldest, Newest: { } newest } ? $" of {Dates.Range(oldest, newest)}:" : " without a date:");
    }

    private static string FromWithin(Lead lead)
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
