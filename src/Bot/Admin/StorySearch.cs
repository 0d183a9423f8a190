using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Admin;

/// <summary>Finds stories by what an admin has of them: an id, an address, or words of the title.</summary>
internal sealed class StorySearch(IArticleIndex index, RetractionRegister retractions)
{
    private const int Looked = 60;

    /// <summary>The one named by id or address; else those with the most of the words in their title first. Without words: the newest.</summary>
    public async Task<IReadOnlyList<Article>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
        {
            var newest = await index.GetNewestAsync(limit, cancellationToken);
            return (await index.ReadAsync(newest, cancellationToken)).Select(story => story.Article).OrderByDescending(story => story.Published).ToList();
        }

        if (await NamedAsync(text, cancellationToken) is { Count: > 0 } named)
        {
            return named;
        }

        var words = Term.AllIn(text).Select(term => term.Word).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var found = words.Count == 0
            ? []
            : (await index.FindPhrasesAsync([text], limit, cancellationToken)).Concat(await index.FindPhrasesAsync(words, Looked, cancellationToken));
        var stories = (await index.ReadAsync([.. found.Distinct()], cancellationToken)).Select(story => story.Article);
        var retracted = retractions.All().Select(retraction => retraction.Story)
            .Where(story => words.Count > 0 && WordsIn(story, words) == words.Count);
        return stories.Concat(retracted)
            .OrderByDescending(story => WordsIn(story, words))
            .ThenByDescending(story => story.Published)
            .DistinctBy(story => story.Id)
            .Take(limit)
            .ToList();
    }

    private async Task<IReadOnlyList<Article>> NamedAsync(string text, CancellationToken cancellationToken)
    {
        var ids = Named(text).ToList();
        return [.. retractions.Among(ids).Select(retraction => retraction.Story), .. (await index.ReadAsync(ids, cancellationToken)).Select(story => story.Article)];
    }

    private static IEnumerable<ArticleId> Named(string text)
    {
        if (ArticleId.TryCreate(text, out var id))
        {
            yield return id;
        }

        if (WebStories.IsAddress(text) && Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            yield return ArticleId.FromUrl(url);
        }
    }

    private static int WordsIn(Article story, IEnumerable<string> words) => words.Count(word => story.Title.Contains(word, StringComparison.OrdinalIgnoreCase));
}
