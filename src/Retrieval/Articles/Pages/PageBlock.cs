using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>A run of a page's text that a browser sets apart from the rest: a paragraph, a headline, an item of a list.</summary>
/// <param name="Text">White space collapsed as a browser does it; a line break is a line feed.</param>
/// <param name="LinkLength">How many of the text's UTF-16 units stand in links.</param>
/// <param name="EmphasisLength">How many of them are in italics.</param>
/// <param name="Owner">The innermost element that holds all of it and that is not inline.</param>
/// <param name="IsAlone">Whether the owner holds nothing else.</param>
internal sealed record PageBlock(string Text, int LinkLength, int EmphasisLength, IElement Owner, bool IsAlone)
{
    private const int ShortestProse = 80;
    private const double MostLinks = 0.35;

    public double LinkShare => (double)LinkLength / Text.Length;

    /// <summary>1 to 6, or 0 for what is not a headline.</summary>
    public int HeadingLevel => Owner.LocalName is ['h', >= '1' and <= '6'] ? Owner.LocalName[1] - '0' : 0;

    /// <summary>The text; an item of a list has its mark, as in a story that comes as text.</summary>
    public string MarkedText =>
        Owner.LocalName == "li" || Owner is { PreviousElementSibling: null, ParentElement.LocalName: "li" } ? "- " + Text : Text;

    /// <summary>Long enough, and with few enough links, to be a story's paragraph.</summary>
    public bool IsProse => HeadingLevel == 0 && Text.Length >= ShortestProse && LinkShare <= MostLinks;
}
