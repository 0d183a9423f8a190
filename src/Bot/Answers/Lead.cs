using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers;

/// <summary>From which stories an answer is, and from when.</summary>
/// <param name="Stories">How many.</param>
/// <param name="Oldest">Publication date of the oldest; null when one of them has none.</param>
/// <param name="Newest">Publication date of the newest; null when one of them has none.</param>
/// <param name="IsLatest">Whether the latest state was asked for.</param>
public sealed record Lead(int Stories, DateTimeOffset? Oldest, DateTimeOffset? Newest, bool IsLatest, Scope Scope)
{
    /// <summary>How many stories <see cref="Scope"/> admits, when the answer is from none of them but tells of that time; null when it is from these.</summary>
    public long? StoriesWithin { get; init; }

    /// <summary>How old the newest story of all is, in words, where that has to be told; else null.</summary>
    public string? NewestAge { get; init; }

    // News of the last days needs no remark; what is older may have been overtaken.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Null when there is nothing to remark: the question was not narrowed, and the newest story is of these days.</summary>
    public static Lead? Of(Question question, IEnumerable<Article> sources)
    {
        var stories = sources.DistinctBy(article => article.Id).ToList();
        var dates = stories.Select(article => article.Published).OfType<DateTimeOffset>().Order().ToList();
        var areDated = dates.Count == stories.Count && dates.Count > 0;
        var scope = Scope.Of(question);
        var isLatest = areDated && AsksForLatest(question);
        return isLatest || !scope.IsAll || (areDated && dates[^1] < question.AskedAt - Recent)
            ? new Lead(stories.Count, areDated ? dates[0] : null, areDated ? dates[^1] : null, isLatest, scope)
            : null;
    }

    public static bool AsksForLatest(Question question) => question.WantsLatest || question.Kind == QuestionKind.Latest;
}
