using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>The story's own paragraphs, out of all that a page shows.</summary>
internal static class StoryText
{
    private const int ShortestStory = 250;

    /// <summary>The paragraphs in their order, set apart by blank lines; empty for a page without prose.</summary>
    public static string Find(IElement body, string? title, IReadOnlyList<string> authors)
    {
        var found = Find(body, title, authors, heedsNames: true);
        if (found.Length >= ShortestStory)
        {
            return found;
        }

        // Names have misled: a page's whole story may stand in an element called “promo”.
        var lenient = Find(body, title, authors, heedsNames: false);
        return lenient.Length > 2 * found.Length ? lenient : found;
    }

    private static string Find(IElement body, string? title, IReadOnlyList<string> authors, bool heedsNames)
    {
        var boilerplate = new Boilerplate(body, heedsNames);
        var blocks = PageText.Read(body, boilerplate.Includes);
        if (StoryElement.Find(blocks) is not { } element)
        {
            return "";
        }

        var story = blocks.Where(block => block.Owner == element || element.Contains(block.Owner)).ToList();
        return string.Join("\n\n", StoryTrimming.Trim(story, title, authors).Select(block => block.MarkedText));
    }
}
