using System.Text;
using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>Cuts what a page shows into blocks, in the page's order.</summary>
internal sealed class PageText
{
    // Deeper than any page that people made; recursion has to end somewhere.
    private const int DeepestNesting = 400;

    private const int LongestCell = 60;

    private readonly Func<IElement, bool> isPassedOver;
    private readonly List<PageBlock> blocks = [];
    private readonly StringBuilder text = new();
    private int linkLength;
    private int emphasisLength;
    private int linkDepth;
    private int emphasisDepth;
    private int breaks;
    private bool spaceDue;

    private PageText(Func<IElement, bool> isPassedOver)
    {
        this.isPassedOver = isPassedOver;
    }

    /// <param name="root">The element whose text is wanted.</param>
    /// <param name="isPassedOver">Elements that are left out with all that is in them.</param>
    public static List<PageBlock> Read(IElement root, Func<IElement, bool> isPassedOver)
    {
        var reader = new PageText(isPassedOver);
        reader.ReadBlock(root, 0);
        return reader.blocks;
    }

    private void ReadBlock(IElement element, int depth)
    {
        var first = blocks.Count;
        ReadInside(element, element, depth);
        Flush(element);
        if (blocks.Count == first + 1 && blocks[first].Owner == element)
        {
            blocks[first] = blocks[first] with { IsAlone = true };
        }
        else if (element.LocalName == "tr")
        {
            JoinCells(element, first);
        }
    }

    // A table's row is one line; a page that is laid out in tables has whole stories in its cells.
    private void JoinCells(IElement row, int first)
    {
        var cells = blocks[first..];
        if (cells.Count > 1 && cells.TrueForAll(cell => cell.Text.Length <= LongestCell && cell.Owner.ParentElement == row))
        {
            blocks.RemoveRange(first, cells.Count);
            blocks.Add(new(string.Join(' ', cells.Select(cell => cell.Text)), cells.Sum(cell => cell.LinkLength), cells.Sum(cell => cell.EmphasisLength), row, IsAlone: true));
        }
    }

    private void ReadInside(IElement element, IElement owner, int depth)
    {
        if (depth > DeepestNesting)
        {
            return;
        }

        for (var node = element.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node is IText words)
            {
                Append(words.Data);
            }
            else if (node is IElement child && !isPassedOver(child))
            {
                ReadChild(child, owner, depth);
            }
        }
    }

    private void ReadChild(IElement child, IElement owner, int depth)
    {
        switch (child.LocalName)
        {
            case "br":
                Break(owner);
                break;
            case "a":
                linkDepth++;
                ReadInside(child, owner, depth + 1);
                linkDepth--;
                break;
            case "em" or "i":
                emphasisDepth++;
                ReadInside(child, owner, depth + 1);
                emphasisDepth--;
                break;
            case var name when IsInline(name):
                ReadInside(child, owner, depth + 1);
                break;
            default:
                Flush(owner);
                ReadBlock(child, depth + 1);
                break;
        }
    }

    private void Append(string data)
    {
        foreach (var unit in data)
        {
            if (unit is ' ' or '\n' or '\t' or '\r' or '\f' or '\u00A0')
            {
                spaceDue = true;
                continue;
            }

            if (text.Length > 0 && breaks > 0)
            {
                Count('\n');
            }
            else if (text.Length > 0 && spaceDue)
            {
                Count(' ');
            }

            breaks = 0;
            spaceDue = false;
            Count(unit);
        }
    }

    private void Count(char unit)
    {
        text.Append(unit);
        linkLength += linkDepth > 0 ? 1 : 0;
        emphasisLength += emphasisDepth > 0 ? 1 : 0;
    }

    // Two in a row are how pages without paragraphs set them apart.
    private void Break(IElement owner)
    {
        breaks++;
        if (breaks > 1)
        {
            Flush(owner);
        }
    }

    private void Flush(IElement owner)
    {
        if (text.Length > 0)
        {
            blocks.Add(new(text.ToString(), linkLength, emphasisLength, owner, IsAlone: false));
        }

        text.Clear();
        (linkLength, emphasisLength, breaks, spaceDue) = (0, 0, 0, false);
    }

    private static bool IsInline(string name) => name is
        "span" or "b" or "strong" or "u" or "s" or "small" or "big" or "sub" or "sup" or "font" or "abbr" or "acronym" or "cite" or "code" or "q" or "mark"
        or "time" or "ins" or "del" or "dfn" or "kbd" or "samp" or "var" or "tt" or "bdi" or "bdo" or "wbr" or "data" or "nobr" or "ruby" or "rb" or "label";
}
