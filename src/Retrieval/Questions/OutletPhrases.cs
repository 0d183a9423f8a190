using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Finds the outlet whose stories alone are wanted, with the words around it that say so: <c>according to The Daily Harbour</c>,
/// <c>did the Meridian Press report</c>. An outlet that is merely asked about (<c>Who owns the Daily Harbour?</c>) has no such words.
/// </summary>
internal static partial class OutletPhrases
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public static (Outlet Outlet, TextSpan Span)? In(string text, IReadOnlyCollection<string> outlets) => Known(text, outlets) ?? Unknown(text);

    private static (Outlet Outlet, TextSpan Span)? Known(string text, IReadOnlyCollection<string> outlets)
    {
        (Outlet Outlet, TextSpan Span)? longest = null;
        var length = 0;
        foreach (var outlet in outlets)
        {
            // "The Daily Harbour" is the longer "Daily Harbour Weekly" only when that is not one of ours.
            var name = WithoutArticle(outlet);
            if (name.Length > length && Framed(text, name) is { } span)
            {
                longest = (new Outlet(outlet, IsKnown: true), span);
                length = name.Length;
            }
        }

        return longest;
    }

    private static TextSpan? Framed(string text, string name)
    {
        for (var start = 0; (start = text.IndexOf(name, start, StringComparison.OrdinalIgnoreCase)) >= 0; start++)
        {
            var end = start + name.Length;
            if (IsWord(text, start, end) && Framed(text, start, end, isKnown: true) is { } span)
            {
                return span;
            }
        }

        return null;
    }

    private static (Outlet Outlet, TextSpan Span)? Unknown(string text)
    {
        foreach (Match match in LikeAnOutlet.Matches(text))
        {
            if (Framed(text, match.Index, match.Index + match.Length, isKnown: false) is { } span)
            {
                return (new Outlet(match.Value, IsKnown: false), span);
            }
        }

        return null;
    }

    /// <summary>The name with the words around it that make it a source; null when it is none.</summary>
    private static TextSpan? Framed(string text, int start, int end, bool isKnown)
    {
        var before = text[..start];
        var after = text[end..];

        // A single word can be any word: "in the mirror" is no source, "in The Mirror" is.
        var isSure = isKnown && (text.AsSpan(start, end - start).Contains(' ') || char.IsUpper(text[start]));
        var verb = (isKnown ? SaidAfter : ReportedAfter()).Match(after);
        if (verb.Success && AuxiliaryBefore().Match(before) is { Success: true } auxiliary)
        {
            return new TextSpan(auxiliary.Index, end + verb.Length);
        }

        if (NounAfter.Match(after) is { Success: true } noun && (isKnown || ArticleBefore().IsMatch(before)))
        {
            return new TextSpan(ArticleBefore().Match(before).Index, end + noun.Length);
        }

        if ((isSure || LikeANewspaper().IsMatch(text.AsSpan(start, end - start))) && StartsText().IsMatch(before) && TopicAfter().Match(after) is { Success: true } topic)
        {
            return new TextSpan(0, end + topic.Length);
        }

        var frame = SourceBefore.Match(before);
        frame = frame.Success || !(isSure || (InAtStart().IsMatch(before) && after.StartsWith(','))) ? frame : PlaceBefore().Match(before);
        frame = frame.Success ? frame : ReportedBefore.Match(before);
        return frame.Success && !NameGoesOn().IsMatch(after) ? new TextSpan(frame.Index, end + CommaAfter().Match(after).Length)
            : null;
    }

    private static bool IsWord(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static string WithoutArticle(string outlet) =>
        outlet.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? outlet[4..].Trim() : outlet.Trim();

    // Capitals tell the name from its sentence, so these two patterns mind case.
    private static Regex LikeAnOutlet { get; } = new(
        @"\b(((?!The |According )\p{Lu}[\p{L}&.-]{0,30} ){1,4}(Times|Post|Herald|News|Press|Daily|Journal|Tribune|Courier|Gazette|Guardian|Telegraph|Observer"
        + @"|Chronicle|Mail|Standard|Star|Sun|Mirror|Today|Weekly|Review|News Agency|Press Agency|Radio|TV)"
        + @"|Daily( \p{Lu}[\p{L}&.-]{0,30}){1,2}|(?<=[Tt]he )(Times|Guardian|Telegraph|Independent|Economist|Observer|Atlantic|New Yorker)"
        + @"|(?<=The )(Sun|Mirror|Mail|Standard|Herald|Post)"
        + @"|BBC( News)?|CNN|Reuters|AP|AFP|Xinhua|TASS|Interfax|RIA Novosti|NPR|Al Jazeera|Bloomberg|Politico|Axios|USA Today"
        + @"|Le Monde|Le Figaro|Die Zeit|Der Spiegel|El Pa[ií]s|Agence France-Presse)(?![\p{L}\p{N}-])",
        RegexOptions.ExplicitCapture);

    // At the beginning of a question even "Peer Review" and "Any News" have their capitals.
    [GeneratedRegex(
        @"^(?!(Any|Some|Another|Latest|Last|First|New|Recent|My|Your)\b)\p{Lu}.* (Times|Post|Herald|Daily|Journal|Tribune|Courier|Gazette|Guardian|Telegraph|Observer|Chronicle|News Agency)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex LikeANewspaper();

    [GeneratedRegex(@"^( News)? \p{Lu}|^['’]s? \p{L}")]
    private static partial Regex NameGoesOn();

    [GeneratedRegex(@"(^|\b(as )?(did|does|do|has|have|had) |[,(]? ?\bas )(the )?$", Options)]
    private static partial Regex AuxiliaryBefore();

    // "Meridian Press on the levy", "Meridian Press: the levy".
    [GeneratedRegex("^(the )?$", Options)]
    private static partial Regex StartsText();

    [GeneratedRegex("^( (on|about|regarding)\\b|:)", Options)]
    private static partial Regex TopicAfter();

    [GeneratedRegex("^in (the )?$", Options)]
    private static partial Regex InAtStart();

    private static Regex SaidAfter { get; } = new(
        @"^ ((has|have|had) )?(report|reported|reports|write|writes|wrote|written|publish|published|print|printed|cover|covered|carry|carried|say|said|says"
        + @"|tell|told|claim|claimed|reveal|revealed)\b( (it|so|this)\b)?( that\b)?,?",
        Options);

    [GeneratedRegex(@"^ ((has|have|had) )?(report|reported|reports|publish|published|print|printed|write|wrote|written)\b( (it|so|this)\b)?( that\b)?,?", Options)]
    private static partial Regex ReportedAfter();

    private static Regex NounAfter { get; } = new(
        @"^(['’]s?)? (news )?(coverage|reports?|reporting|story|stories|articles?|account|accounts|headlines?)\b( (of|on|about|that)\b)?", Options);

    [GeneratedRegex(@"((?<=^|\W)(the|any|a|in|from|of) ){0,2}$", Options)]
    private static partial Regex ArticleBefore();

    private static Regex SourceBefore { get; } = new(@"[,(]? ?\b(according to|(as )?(reported|published|written|covered|quoted|told|carried|printed) (by|in|to)|per|via|citing|in the words of) (the )?((newspaper|paper|magazine|agency|website) )?$", Options);

    [GeneratedRegex(@"[,(]? ?\b(in|from|by) (the )?((newspaper|paper|magazine) )?$", Options)]
    private static partial Regex PlaceBefore();

    // "an article in the Washington Post" is a source, "a stake in the Washington Post" is not.
    private static Regex ReportedBefore { get; } = new(@"(?<=\b(articles?|story|stories|reports?|reporting|coverage|headlines?|news|read|op-ed|piece) )(in|from|by|of) (the )?$", Options);

    [GeneratedRegex(@"^,(?= )")]
    private static partial Regex CommaAfter();
}
