using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// Elements that are not the story: navigation, pictures with their captions, related stories, forms, comments. What holds a good part of the
/// page's prose is kept whatever its name: <c>class="page with-sidebar"</c> is the whole page.
/// </summary>
internal sealed class Boilerplate
{
    private const double GoodPart = 0.3;
    private const double MostOfThePage = 0.8;

    private const double LittleOfThePage = 0.05;

    private readonly Dictionary<IElement, int> prose = [];
    private readonly HashSet<IElement> aroundHeadline = [];
    private readonly int all;
    private readonly bool heedsNames;

    /// <param name="body">The page's body.</param>
    /// <param name="heedsNames">Whether the names of elements count, or their kinds alone.</param>
    public Boilerplate(IElement body, bool heedsNames)
    {
        this.heedsNames = heedsNames;
        foreach (var headline in body.GetElementsByTagName("h1"))
        {
            for (var element = headline.ParentElement; element is not null && aroundHeadline.Add(element); element = element.ParentElement)
            {
            }
        }

        foreach (var block in PageText.Read(body, IsNeverText).Where(block => block.IsProse))
        {
            all += block.Text.Length;
            for (var element = block.Owner; element is not null; element = element.ParentElement)
            {
                prose[element] = prose.GetValueOrDefault(element) + block.Text.Length;
            }
        }
    }

    public bool Includes(IElement element)
    {
        if (IsNeverText(element))
        {
            return true;
        }

        if (!MayBe(element))
        {
            return false;
        }

        var share = (double)prose.GetValueOrDefault(element) / Math.Max(all, 1);
        if (share > LittleOfThePage && aroundHeadline.Contains(element))
        {
            return false;
        }

        return share <= GoodPart || (share <= MostOfThePage && heedsNames && BoilerplateNames.AreCertainOn(element));
    }

    private bool MayBe(IElement element) =>
        element.LocalName is "nav" or "aside" or "footer" or "header" or "figure" or "figcaption" or "form" or "menu" or "dialog" or "address"
        || element.GetAttribute("role") is "navigation" or "banner" or "complementary" or "search" or "menu" or "menubar" or "contentinfo" or "dialog" or "alert" or "tooltip" or "form"
        || IsHidden(element)
        || (heedsNames && element.LocalName is not ("article" or "main") && BoilerplateNames.AreOn(element));

    private static bool IsNeverText(IElement element) => element.LocalName is
        "script" or "style" or "noscript" or "template" or "iframe" or "object" or "embed" or "svg" or "canvas" or "audio" or "video" or "map" or "button" or "select" or "textarea" or "input"
        or "head" or "title" or "link" or "meta" or "picture" or "img" or "datalist" or "progress" or "applet" or "frameset";

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") == "true"
        || (element.GetAttribute("style") is { } style && (HasRule(style, "display", "none") || HasRule(style, "visibility", "hidden")));

    private static bool HasRule(string style, string property, string value)
    {
        foreach (var rule in style.AsSpan().Split(';'))
        {
            var text = style.AsSpan(rule);
            var colon = text.IndexOf(':');
            if (colon > 0 && text[..colon].Trim().Equals(property, StringComparison.OrdinalIgnoreCase)
                && text[(colon + 1)..].Trim().StartsWith(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
