using System.Collections.Frozen;
using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// What the names that web developers give to elements, in <c>class</c> and <c>id</c>, tell of what stands in them: <c>related-stories</c>, <c>imgCaption</c>.
/// </summary>
internal static class BoilerplateNames
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "ad", "ads", "advert", "advertisement", "advertising", "adslot", "addthis", "sponsor", "sponsored", "promo", "promotion", "promos", "affiliate",
        "related", "recommended", "recommendations", "recommendation", "recirc", "recirculation", "outbrain", "taboola", "readmore", "trending", "popular", "mostread",
        "share", "shares", "sharing", "sharebar", "social", "follow", "newsletter", "newsletters", "signup", "subscribe", "subscription", "optin", "mailchimp",
        "comment", "comments", "disqus", "respond", "caption", "captions", "credit", "credits", "figcaption", "imagecaption", "byline", "bylines", "breadcrumb", "breadcrumbs",
        "tags", "taglist", "nav", "navbar", "navigation", "menu", "submenu", "footer", "sidebar", "toolbar", "masthead", "cookie", "cookies", "gdpr", "popup", "modal",
        "login", "pagination", "pager", "carousel", "slideshow", "metadata", "postmeta", "timestamp", "authorbio", "sharedaddy", "copyright",
        "disclaimer", "tooltip", "screenreader", "hidden", "noprint", "infobox", "teaser", "teasers", "upsell", "paywall", "rating", "ratings");

    // How such words begin that are written together: “relatedposts”.
    private static readonly string[] Beginnings = ["related", "recommend", "newsletter", "breadcrumb", "advert", "sponsor", "subscri", "mostpopular", "mostread", "readmore"];

    // Names that a program has made up, such as “hJpAdRP”, hold short words by accident.
    private const int ShortestHump = 4;

    // Two words that tell together what neither does alone.
    private static readonly FrozenSet<string> Pairs = FrozenSet.Create(
        StringComparer.Ordinal,
        "author bio", "author box", "author info", "about author", "post meta", "entry meta", "article meta", "entry footer", "read more", "see also", "more stories", "more from", "also like", "most read",
        "up next", "read next", "next post", "previous post", "post navigation", "sign up", "visually hidden", "sr only", "screen reader", "skip link", "call action", "pull quote", "tag list", "post tags", "entry tags",
        "article tags", "image credit", "photo credit", "media caption", "inline video", "video player", "key points", "quick links", "editors picks");

    private static readonly FrozenSet<string> StoryWords = FrozenSet.Create(
        StringComparer.Ordinal, "article", "body", "content", "entry", "hentry", "main", "post", "story", "text", "blog", "copy", "paragraphs");

    // Their text may be longer than the story.
    private static readonly FrozenSet<string> Certain = FrozenSet.Create(
        StringComparer.Ordinal, "comment", "comments", "disqus", "cookie", "cookies", "gdpr", "consent", "modal", "popup", "footer");

    /// <summary>Whether a name is of what may be longer than the story, and still is none of it.</summary>
    public static bool AreCertainOn(IElement element) => WordsOf(element).Exists(Certain.Contains);

    public static bool AreOn(IElement element)
    {
        var names = WordsOf(element);
        for (var index = 0; index < names.Count; index++)
        {
            if (Words.Contains(names[index]) || Array.Exists(Beginnings, beginning => names[index].StartsWith(beginning, StringComparison.Ordinal)) || (index + 1 < names.Count && Pairs.Contains($"{names[index]} {names[index + 1]}")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name tells of a story's own text.</summary>
    public static bool TellOfStory(IElement element) => WordsOf(element).Exists(StoryWords.Contains);

    /// <summary>The words of both attributes, lower-case: <c>storyBody__text-2</c> is story, body, text.</summary>
    private static List<string> WordsOf(IElement element)
    {
        var words = new List<string>();
        Split(element.ClassName, words);
        Split(element.Id, words);
        return words;
    }

    private static void Split(string? names, List<string> words)
    {
        if (names is null)
        {
            return;
        }

        var (start, afterHump) = (0, false);
        for (var index = 0; index <= names.Length; index++)
        {
            var isEnd = index == names.Length || !char.IsAsciiLetter(names[index]);
            var isHump = !isEnd && index > start && char.IsAsciiLetterUpper(names[index]) && char.IsAsciiLetterLower(names[index - 1]);
            if (!isEnd && !isHump)
            {
                continue;
            }

            if (index - start >= (isHump || afterHump ? ShortestHump : 1))
            {
                words.Add(names[start..index].ToLowerInvariant());
            }

            start = isEnd ? index + 1 : index;
            afterHump = isHump;
        }
    }
}
