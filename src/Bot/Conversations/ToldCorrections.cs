using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Conversations;

/// <summary>Finds what a conversation was told and the stories do not say any more: because they were changed, retracted or removed.</summary>
internal sealed class ToldCorrections(TurnStore turns, IArticleIndex index, SentenceHistory history, RetractionRegister retractions)
{
    /// <summary>What the conversation does not know yet, the latest answer's first.</summary>
    /// <exception cref="IndexUnusableException">The index cannot be read.</exception>
    public async Task<IReadOnlyList<Correction>> FindAsync(string? channelId, string? conversationId, CancellationToken cancellationToken)
    {
        var told = turns.CitedIn(channelId, conversationId);
        if (told.Count == 0)
        {
            return [];
        }

        var ids = told.Select(sentence => sentence.ArticleId).Distinct().ToList();
        var stories = (await index.ReadAsync(ids, cancellationToken)).ToDictionary(story => story.Article.Id);
        return told.Select(sentence => Check(sentence, stories.GetValueOrDefault(sentence.ArticleId))).OfType<Correction>().ToList();
    }

    /// <summary>Notes that the conversation was told of these.</summary>
    public void MarkTold(string? channelId, string? conversationId, IEnumerable<Correction> corrections) =>
        turns.MarkOutdated(channelId, conversationId, corrections.Select(correction => correction.Told));

    // A story that is only cut into sentences in another way still says the same.
    private Correction? Check(ToldSentence told, StoredArticle? story) =>
        story is null ? (retractions.Find(told.ArticleId) is { } retraction ? new Correction.Retracted(told, retraction) : new Correction.Removed(told))
        : story.Article.Body.Contains(told.Sentence, StringComparison.Ordinal) ? null
        : Successor(told.Sentence, story) is { } now ? new Correction.Changed(told, story.Article, now)
        : new Correction.Dropped(told, story.Article);

    /// <summary>What stands in a sentence's place now, however often that was changed; null: nothing, as far as is known.</summary>
    private Sentence? Successor(string sentence, StoredArticle story)
    {
        var text = (string?)sentence;
        foreach (var change in history.Of(story.Article.Id))
        {
            text = change.Before == text ? change.After : text;
        }

        return story.Sentences.FirstOrDefault(now => now.Text == text);
    }
}

/// <summary>A sentence that was told and that its story does not say any more.</summary>
internal abstract record Correction(ToldSentence Told)
{
    /// <param name="Now">What stands in its place.</param>
    public sealed record Changed(ToldSentence Told, Article Story, Sentence Now) : Correction(Told);

    /// <summary>The story is there, and nothing stands in the sentence's place.</summary>
    public sealed record Dropped(ToldSentence Told, Article Story) : Correction(Told);

    public sealed record Retracted(ToldSentence Told, Retraction Retraction) : Correction(Told);

    /// <summary>The whole story is not there any more, and nobody said why.</summary>
    public sealed record Removed(ToldSentence Told) : Correction(Told);
}
