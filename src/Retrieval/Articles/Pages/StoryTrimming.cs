using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// Takes out of a story's element what editors put between and around its paragraphs: links to other stories, calls to subscribe, credits of
/// pictures, bylines, what the outlet or the company says about itself. By general signs only; in doubt a paragraph stays.
/// </summary>
internal static partial class StoryTrimming
{
    private const int LongestLabel = 60;
    private const int LongestCall = 320;
    private const int LongestCredit = 200;
    private const int LongestByline = 120;
    private const double OnlyLinks = 0.9;
    private const double MostlyLinks = 0.3;
    private const double SomeLinks = 0.2;
    private const double OnlyEmphasis = 0.9;

    // Above the first and below the last paragraph, so many blocks are looked at for bylines and for what is said about the authors.
    private const int MostBefore = 8;
    private const int MostAfter = 12;

    public static List<PageBlock> Trim(IReadOnlyList<PageBlock> blocks, string? title, IReadOnlyList<string> authors)
    {
        var kept = WithoutOtherStories(blocks).Where(block => !IsBetween(block)).ToList();
        TrimStart(kept, title, authors);
        TrimEnd(kept, authors);
        return kept;
    }

    /// <summary>Drops the links below a line such as “You may also like”.</summary>
    private static List<PageBlock> WithoutOtherStories(IReadOnlyList<PageBlock> blocks)
    {
        var kept = new List<PageBlock>();
        var isInside = false;
        foreach (var block in blocks)
        {
            isInside = (isInside && block.LinkShare >= MostlyLinks) || IsLabelOfOtherStories(block);
            if (!isInside)
            {
                kept.Add(block);
            }
        }

        return kept;
    }

    private static bool IsLabelOfOtherStories(PageBlock block) => block.Text.Length <= LongestLabel && OtherStories().IsMatch(block.Text);

    private static bool IsBetween(PageBlock block) =>
        IsLinkAlone(block)
        || (block.Text.Length <= LongestLabel && PageFurniture().IsMatch(block.Text))
        || (block.Text.Length <= LongestCredit && Credit().IsMatch(block.Text))
        || (block.Text.Length <= LongestCall && block.LinkShare >= SomeLinks && Pointer().IsMatch(block.Text))
        || (block.Text.Length <= LongestCall && Call().IsMatch(block.Text));

    // A list of links may be the story: the ten best books. A paragraph that is nothing but a link leads elsewhere.
    private static bool IsLinkAlone(PageBlock block) => block.LinkShare >= OnlyLinks && block.Owner.LocalName is "p" or "div";

    private static void TrimStart(List<PageBlock> blocks, string? title, IReadOnlyList<string> authors)
    {
        var first = blocks.FindIndex(block => block.IsProse);
        for (var index = Math.Min(first, MostBefore) - 1; index >= 0; index--)
        {
            if (IsByline(blocks[index], authors) || IsSame(blocks[index].Text, title))
            {
                blocks.RemoveAt(index);
            }
        }
    }

    private static bool IsByline(PageBlock block, IReadOnlyList<string> authors) =>
        block.Text.Length <= LongestByline
        && (Dateline().IsMatch(block.Text) || authors.Any(author => block.Text.Contains(author, StringComparison.OrdinalIgnoreCase)));

    private static bool IsSame(string text, string? title) =>
        title is not null && (title.Contains(text, StringComparison.OrdinalIgnoreCase) && text.Length * 2 > title.Length
            || (text.Contains(title, StringComparison.OrdinalIgnoreCase) && title.Length * 2 > text.Length));

    private static void TrimEnd(List<PageBlock> blocks, IReadOnlyList<string> authors)
    {
        // From where the company, the author or the outlet speaks about itself, nothing is the story's any more.
        var about = blocks.FindIndex(blocks.Count * 2 / 3, IsAboutSomebody);
        if (about > 0)
        {
            blocks.RemoveRange(about, blocks.Count - about);
        }

        for (var count = 0; count < MostAfter && blocks.Count > 1 && IsAfter(blocks[^1], authors); count++)
        {
            blocks.RemoveAt(blocks.Count - 1);
        }
    }

    private static bool IsAboutSomebody(PageBlock block) =>
        block.Text.Length <= LongestLabel && block.Text[^1] is not ('.' or '!' or '?' or '”' or '"' or '…' or ',') && About().IsMatch(block.Text);

    private static bool IsAfter(PageBlock block, IReadOnlyList<string> authors) =>
        block.HeadingLevel > 0
        || block.LinkShare >= OnlyLinks
        || Staff().IsMatch(block.Text)
        || Rights().IsMatch(block.Text)
        || (block.Text.Length <= 2 * LongestCall && !Correction().IsMatch(block.Text)
            && ((block.EmphasisLength >= OnlyEmphasis * block.Text.Length && (block.LinkLength > 0 || Address().IsMatch(block.Text)))
                || IsAboutAuthor(block.Text, authors)));

    private static bool IsAboutAuthor(string text, IReadOnlyList<string> authors) =>
        AuthorsWork().IsMatch(text)
        || authors.Any(author => text.StartsWith(author, StringComparison.OrdinalIgnoreCase) && text.AsSpan(author.Length).TrimStart(" ,").StartsWith("is "));

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"^\W*((you (may|might) (also )?(like|enjoy|be interested in)|more( great)?( .{1,30})? stories|more (from|on|about|in|like) .*|more|read (more|next|also)|related( .{1,30})?|see also|also read|(don.t|do not) miss( .{1,20})?|recommended( .{1,20})?|most (read|popular|viewed)|trending( .{1,20})?|explore further|further reading|what to read next|up next|editors?.? picks?|top stories|(next|previous)( .{1,20})? (news|story|article|post)s?|tags|filed under|topics|in this story|latest (news|stories)|you.ll also like|suggested( .{1,20})?|popular( .{1,20})?)\W*|must read\W*)$", Options)]
    private static partial Regex OtherStories();

    [GeneratedRegex(
        @"^\W*(adverti[sz]ements?|advert|iklan|anzeige|werbung|publicidad|publicité|реклама|sponsored( content)?|(article|story) continues( below)?.*|continue reading( below)?|continues below.*|close|share( this)?.*|tweet( this)?|e-?mail|print|comments?|leave a (comment|reply)|[0-9,]+ (comments?|shares?|views?)|view (all|comments|gallery|photos?)( \([0-9]+\))?|show (more|less|caption)|loading|replay|watch now|just watched|more videos|must watch|subscribe( now)?|sign (in|up)|log ?in|next( prev(ious)?)?|prev(ious)?( next)?|[0-9]+ (-|/|of) [0-9]+( of [0-9]+)?|[0-9]{1,2}|see full gallery|click to (expand|enlarge|play).*|enlarge( image)?|full screen|play( video)?|pause|back to top|image|photo|video|home|news|source|credit|_+|why you can trust .*|tell us what you think.*|story highlights|follow|copy link|facebook|twitter|whatsapp|linkedin|pinterest|reddit)?\W*$", Options)]
    private static partial Regex PageFurniture();

    [GeneratedRegex(@"^\W*((file |stock |main |featured |header )?(photo(graph)?s?|images?|picture|pictured|foto|fotos|bild|фото|illustration|video)( by| credits?| source| courtesy of)?|credits?)\s?(:|©|/)", Options)]
    private static partial Regex Credit();

    [GeneratedRegex(@"^\W*(related( \w+)?|read( also| more| next| also)?|more( on this| from \w+)?|also|see( also| more)?|also read|also see|also on \w+|watch( now| also)?|listen|must read|don.t miss|here.s more|previously|recommended|explore|check out|next|background|click here|opinion|analysis|in pictures|live|video|get .{1,40}|read more .{1,40})(\s?[:|»>—–-]|\n)", Options)]
    private static partial Regex Pointer();

    [GeneratedRegex(
        @"^\W*((please |to )?(sign up|subscribe|register|follow|like|join|get|click|download|tap|want|have a|got a|send|support|become|don.t forget|stay|keep up|check out|every (day|week|morning) we)\b.{0,200}\b(newsletters?|e-?mails?|inbox|twitter|facebook|instagram|youtube|telegram|whatsapp|podcast|channel|click(ing)? here|our app|app store|forums?|letterbox|subscri(ber|bers|ption|be)|news tips?|breaking news|alerts|stories like this|our (top )?stories|top stories).*|there.s plenty more where that came from.*|read (the )?(more|full story|original).{0,40}(click(ing)? here|here)\W*|.{0,60}\bclick(ing)? here( for more.*)?\W*)$", Options)]
    private static partial Regex Call();

    [GeneratedRegex(@"^\W*((by|von|par|por|posted (on|by)|published|updated|last (updated|modified)|written by|von:|reviewed by|story by|words by) .*|((mon|tues|wednes|thurs|fri|satur|sun)day,? )?((jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? [0-9]{1,2},? [0-9]{4}|[0-9]{1,2}(st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*,? [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}).{0,60}|[0-9]+ (minutes?|hours?|days?|weeks?) ago.*|[0-9]+ min(ute)? read.*|.{0,40}@[a-z0-9_]+)$", Options)]
    private static partial Regex Dateline();

    [GeneratedRegex(@"^\W*(about( the| this)? .*|boilerplate|media contacts?|press contacts?|contacts?|for (more|further) (information|details).*|notes? to editors|forward-looking statements.*|comments|leave a (comment|reply)|([0-9]+ )?(comments|responses|replies)|share this.*)\W*$", Options)]
    private static partial Regex About();

    [GeneratedRegex(@"^\W*((additional |further )?(reporting|writing|editing|edited|compiled|written|translation|graphics?|research|production) by .*|.{3,200}\bcontributed( reporting| to this (report|story|article)).*|our standards:.*|with (reporting|files|inputs?) (by|from) .*|associated press writers?.{1,200}|sources?: .{1,80})$", Options)]
    private static partial Regex Staff();

    [GeneratedRegex(@"^\W*(copyright|©|\(c\)|all rights reserved|this (document|material|story|article) (is subject to copyright|may not be).*|citation: .*|follow @?\w+ .*|the opinions expressed .*|for more .{1,80}(visit|click|go to|follow).*|prices are subject to change.*)", Options)]
    private static partial Regex Rights();

    [GeneratedRegex(@"\b(is|was) (an?|the|[\w’'-]+?s) .{0,80}\b(writer|reporter|editor|correspondent|journalist|columnist|author|contributor|producer|freelancer?|blogger|professor|fellow|curator)\b.{0,200}$", Options)]
    private static partial Regex AuthorsWork();

    [GeneratedRegex(@"\b(correct(ed|ion|s)|clarif(ied|ication)|updated|an earlier version)\b", Options)]
    private static partial Regex Correction();

    [GeneratedRegex(@"\w@\w|\bwww\.|https?://|[ (]@\w", Options)]
    private static partial Regex Address();
}
