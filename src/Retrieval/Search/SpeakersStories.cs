using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Search;

/// <summary>The stories in which somebody speaks whose words are asked for.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Stories">Those that tell most of the topic, first; of many not all.</param>
/// <param name="Names">What their statements call who speaks.</param>
public sealed record SpeakersStories(int Count, IReadOnlyList<StoredArticle> Stories, IReadOnlySet<string> Names)
{
    /// <summary>What the reader tells of those statements' sentences that come nearest to the question.</summary>
    public IReadOnlyDictionary<(ArticleId, int), SentenceReading> Readings { get; init; } = new Dictionary<(ArticleId, int), SentenceReading>();

    // Enough to choose a few statements from; for a timeline, as many as one reads.
    private const int MaxStories = 12;
    private const int MaxForTimeline = 40;

    /// <param name="found">Stories that are read already.</param>
    internal static async Task<SpeakersStories> FindAsync(
        IArticleIndex index, Question question, string speaker, IReadOnlyList<StoredArticle> found, ArticleFilter filter, CancellationToken cancellationToken)
    {
        var names = NamesOf(speaker, found);
        var words = Term.AllIn(question.Topic ?? "").Select(term => term.Word).ToList();
        var hits = await index.FindSpeakersAsync(new SpeakerQuery(names, words, filter), cancellationToken);
        var ids = hits.Select(hit => hit.ArticleId).Distinct().ToList();
        var wanted = ids.Take(question.WantsTimeline ? MaxForTimeline : MaxStories).ToList();
        var read = found.Where(story => wanted.Contains(story.Article.Id)).ToList();
        var unread = wanted.Except(read.Select(story => story.Article.Id)).ToList();
        var stories = read.Concat(unread.Count > 0 ? await index.ReadAsync(unread, cancellationToken) : []);
        return new SpeakersStories(ids.Count, stories.OrderBy(story => wanted.IndexOf(story.Article.Id)).ToList(), hits.Select(hit => hit.Speaker).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>As asked for; instead of an office, the names of those who hold it.</summary>
    private static List<string> NamesOf(string speaker, IReadOnlyList<StoredArticle> found)
    {
        var asked = speaker.Split(" and ");
        var holders = found
            .SelectMany(story => story.Statements.Select(statement => statement.Speaker).OfType<string>().Distinct(StringComparer.Ordinal)
                .Where(name => asked.Any(Office.Of(name, story.Article.Body).IsAskedForBy)))
            .Distinct(StringComparer.Ordinal);
        return [.. asked.Concat(holders)];
    }
}
