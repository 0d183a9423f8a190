using AngleSharp.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// Finds the element that holds a story's text, as Readability does (https://github.com/mozilla/readability): each paragraph speaks for the
/// elements around it, the nearest the most, and the one that most is said for is the story's.
/// </summary>
internal static class StoryElement
{
    private const int ShortestParagraph = 25;
    private const int Levels = 5;

    private const int LeastAlike = 80;
    private const double MostBesideAlike = 0.5;
    private const double GoodDeal = 0.3;
    private const double HardlyAnything = 0.25;

    public static IElement? Find(IReadOnlyList<PageBlock> blocks)
    {
        var scores = Score(blocks);
        if (scores.Count == 0)
        {
            return null;
        }

        var links = LinkShares(blocks);
        var best = scores.Select(scored => (Element: scored.Key, Score: scored.Value * (1 - links[scored.Key]))).MaxBy(scored => scored.Score);
        return Widen(best.Element, blocks);
    }

    private static Dictionary<IElement, double> Score(IReadOnlyList<PageBlock> blocks)
    {
        var scores = new Dictionary<IElement, double>();
        foreach (var block in blocks.Where(block => block.Text.Length >= ShortestParagraph && block.HeadingLevel == 0))
        {
            var score = 1 + block.Text.Count(unit => unit is ',' or '،' or '、' or '，') + Math.Min(block.Text.Length / 100, 3);
            score = block.LinkShare > 0.5 ? 0 : score;
            var element = block.IsAlone ? block.Owner.ParentElement : block.Owner;
            for (var level = 0; level < Levels && element is not null && element.LocalName != "html"; level++, element = element.ParentElement)
            {
                var share = level switch { 0 => 1.0, 1 => 0.5, _ => 1.0 / (level * 3) };
                if (!scores.TryGetValue(element, out var before))
                {
                    before = InitialScore(element);
                }

                scores[element] = before + (score * share);
            }
        }

        return scores;
    }

    private static double InitialScore(IElement element)
    {
        var byName = (BoilerplateNames.AreOn(element) ? -25 : 0) + (BoilerplateNames.TellOfStory(element) ? 25 : 0);
        return byName + element.LocalName switch
        {
            "div" or "article" or "section" or "main" => 5,
            "td" or "blockquote" => 3,
            "ol" or "ul" or "dl" or "li" or "dd" or "dt" or "form" => -3,
            _ => 0,
        };
    }

    private static Dictionary<IElement, double> LinkShares(IReadOnlyList<PageBlock> blocks)
    {
        var lengths = new Dictionary<IElement, (int Text, int Links)>();
        foreach (var block in blocks)
        {
            for (var element = block.Owner; element is not null; element = element.ParentElement)
            {
                var (text, links) = lengths.GetValueOrDefault(element);
                lengths[element] = (text + block.Text.Length, links + block.LinkLength);
            }
        }

        return lengths.ToDictionary(entry => entry.Key, entry => (double)entry.Value.Links / entry.Value.Text);
    }

    // A story that is cut in pieces, by an advertisement or by pictures, stands in several elements: one around them is taken where most of what
    // it adds is prose in elements of the same name, or where it adds a good deal of prose and hardly anything else.
    private static IElement Widen(IElement best, IReadOnlyList<PageBlock> blocks)
    {
        var widest = best;
        var amounts = Amounts.Around(blocks, best.ClassName);
        for (var element = best; !HoldsAWholeStory(element) && element.ParentElement is { LocalName: not "body" and not "html" } around; element = around)
        {
            var added = amounts[around] - amounts[widest];
            if ((added.Alike >= LeastAlike && added.Other <= MostBesideAlike * added.Prose)
                || (added.Prose >= GoodDeal * amounts[widest].Prose && added.Prose >= LeastAlike && added.Other <= HardlyAnything * added.Prose))
            {
                widest = around;
            }
        }

        return widest;
    }

    private static bool HoldsAWholeStory(IElement element) => element.LocalName is "article" or "main" || element.GetAttribute("role") is "main" or "article";

    /// <summary>How many UTF-16 units an element holds: of prose, of prose in elements of a name, and of all else.</summary>
    private sealed record Amounts(int Prose, int Alike, int Other)
    {
        private static readonly Amounts None = new(0, 0, 0);

        public static Amounts operator -(Amounts whole, Amounts part) => new(whole.Prose - part.Prose, whole.Alike - part.Alike, whole.Other - part.Other);

        public static Dictionary<IElement, Amounts> Around(IReadOnlyList<PageBlock> blocks, string? name)
        {
            var amounts = new Dictionary<IElement, Amounts>();
            foreach (var block in blocks)
            {
                var prose = block.IsProse ? block.Text.Length - block.LinkLength : 0;
                var isAlike = name is { Length: > 0 } && (block.IsAlone ? block.Owner.ParentElement : block.Owner)?.ClassName == name;
                for (var element = block.Owner; element is not null; element = element.ParentElement)
                {
                    var before = amounts.GetValueOrDefault(element, None);
                    amounts[element] = new(before.Prose + prose, before.Alike + (isAlike ? prose : 0), before.Other + block.Text.Length - prose);
                }
            }

            return amounts;
        }
    }
}
