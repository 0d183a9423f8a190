using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Why a question is declined, in words: no more than what was checked, a sentence for each thing.</summary>
internal static class CoverageText
{
    private const int MaxMentions = 4;
    private const int MaxWords = 5;

    public static string Of(Answer.NotCovered answer) => string.Join(' ', Sentences(answer).OfType<string>());

    private static IEnumerable<string?> Sentences(Answer.NotCovered answer) => answer switch
    {
        { Reason: { } reason } => [reason, answer.Scope.Outlet is { IsKnown: false } ? null : Stock(answer.Stock), Age(answer), Nearest(answer)],
        { Searched.Stories: 0, Scope.IsAll: false } => [$"I have no {ScopeText.Of(answer.Scope)}.", Stock(answer.Stock), Age(answer), Nearest(answer)],
        _ =>
        [
            answer.Scope.IsAll ? "I found no answer to that in my stories." : $"I found no answer to that in my {ScopeText.Of(answer.Scope)}.",
            answer.Searched.Stories > 0 ? $"I searched {Stories(answer.Searched)}." : null,
            Age(answer),
            answer.Spoken is { } spoken ? $"{Capital(spoken.Speaker)} speaks in {spoken.Stories:N0} of them, but I found nothing there on that." : null,
            .. answer.Searched.Mentions.Where(mention => mention.Stories > 0 && mention.Name.Text != answer.Spoken?.Speaker).Take(MaxMentions).Select(mention => Mentioned(mention, answer.Scope)),
            Unmentioned(answer),
            Nearest(answer),
        ],
    };

    private static string? Age(Answer.NotCovered answer) => answer.NewestAge is { } age ? $"My newest story is {age}." : null;

    private static string? Stock(SearchedStories? stock) => stock switch
    {
        null or { Stories: 0 } => null,
        { Stories: 1 } => $"I have {Stories(stock)}.",
        { Oldest: { } oldest, Newest: { } newest } => $"My {stock.Stories:N0} stories are from {Dates.Range(oldest, newest)}.",
        _ => $"I have {Stories(stock)}.",
    };

    /// <summary>As in <c>18 stories from 30 June 2012 to 15 November 2014</c>.</summary>
    private static string Stories(SearchedStories searched) =>
        (searched.Stories == 1 ? "1 story" : $"{searched.Stories:N0} stories")
        + (searched is { Oldest: { } oldest, Newest: { } newest } ? $" from {Dates.Range(oldest, newest)}" : "");

    // Names are counted in all stories, also where only some of them were searched.
    private static string Mentioned(Mention mention, Scope scope) => scope.IsAll
        ? $"{Shown(mention.Name)} is mentioned in {mention.Stories:N0} of them, but I found no answer there."
        : $"{Shown(mention.Name)} is mentioned in {mention.Stories:N0} of all my stories.";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    // Nobody is called “Chinese”; it is a word of the question.
    private static string Shown(Name name) => Nationalities.Is(name.Text) ? $"“{name.Text}”" : name.Text;

    private static string? Unmentioned(Answer.NotCovered answer)
    {
        var names = answer.Searched.Mentions.Where(mention => mention.Stories == 0).Select(mention => Shown(mention.Name)).Take(MaxMentions);
        var words = answer.Unknown.Select(word => $"“{word}”").Take(MaxWords);
        List<string> missing = [.. names, .. words];
        return missing.Count == 0 ? null : $"{(answer.Scope.IsAll ? "None of them" : "No story I have")} mentions {Listing.Of(missing, "or")}.";
    }

    private static string? Nearest(Answer.NotCovered answer) => answer switch
    {
        { Nearest.Count: 0 } => null,
        { IsAnsweredOutside: true } => $"{Outside(answer.Scope)}, there is this{Dated(answer.Nearest)}:",
        { Nearest.Count: 1 } => "The nearest that I found, which is not an answer:",
        _ => "The nearest that I found, which are not answers:",
    };

    private static string Outside(Scope scope) => scope switch
    {
        { Window: null } => "From other outlets",
        { Outlet: null } => "Outside that time",
        _ => "From other outlets or times",
    };

    private static string Dated(IReadOnlyList<Citation> citations)
    {
        var dates = citations.Select(citation => citation.Article.Published).OfType<DateTimeOffset>().Order().ToList();
        return dates.Count == citations.Count ? $", of {Dates.Range(dates[0], dates[^1])}" : "";
    }
}
