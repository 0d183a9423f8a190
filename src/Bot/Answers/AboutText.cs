using NewsBot.Retrieval.Indexing;

namespace NewsBot.Answers;

/// <summary>What the bot says of itself: what it knows, until when, and how it answers.</summary>
internal static class AboutText
{
    /// <param name="model">The name of the language model that writes answers; null: none does.</param>
    public static async Task<string> OfAsync(IArticleIndex index, Freshness freshness, string? model, CancellationToken cancellationToken)
    {
        var status = await index.GetStatusAsync(cancellationToken);
        if (status.Articles == 0)
        {
            return "No story is indexed yet; add some with the command: index PATH";
        }

        var newest = (await index.ReadAsync(await index.GetNewestAsync(1, cancellationToken), cancellationToken)).Select(story => story.Article).FirstOrDefault();
        return $"I know {status.Articles:N0} news {(status.Articles == 1 ? "story" : "stories")} with {status.Sentences:N0} sentences and {status.Statements:N0} statements of people in them."
            + (newest?.Published is { } day ? $" The newest is “{newest.Title}” of {Dates.Spoken(day)}{(freshness.AgeOf(day) is { } age ? $", {age}" : "")}." : "")
            + (model is null
                ? " I answer with their sentences, word for word, and no language model writes anything."
                : $" The language model {model} puts what they say into words; each of its sentences is checked against theirs before it is shown, and without it I answer in theirs.");
    }
}
