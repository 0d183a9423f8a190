using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.DirectLine;
using NewsBot.Pages;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Channels;

/// <summary>
/// Where a citation leads: to the very sentence in the story's page, where whoever reads the answer can reach this bot's pages, and else to the
/// original story.
/// </summary>
internal sealed class CitationLinks(IOptions<PublicAddress> address)
{
    /// <summary>Null: nowhere.</summary>
    public Func<Citation, string?> For(Activity asked) => citation => ToStory(asked, citation.Article, citation.Sentence);

    /// <summary>To a sentence of a story, or to the story; null: nowhere.</summary>
    public string? ToStory(Activity asked, Article story, Sentence? sentence = null)
    {
        var path = ArticlePage.PathOf(story, sentence);
        return DirectLineConversations.IsHostOf(asked) ? asked.ServiceUrl?.GetLeftPart(UriPartial.Authority) + path
            : address.Value.Of(path) ?? Original(story.Url);
    }

    // A story says itself where it is from, and may say anything.
    private static string? Original(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? url.AbsoluteUri : null;
}
