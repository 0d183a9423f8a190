using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>A question of which only the part is said that differs from the last one: <c>And Kerry?</c>, <c>When was that?</c>, <c>Who else?</c></summary>
internal static partial class Ellipsis
{
    // Longer, and it is a question of its own: "What about some things to do in the area?"
    private const int LongestPart = 5;

    /// <summary>The whole question; null when the words are one themselves.</summary>
    public static string? Complete(string typed, string last, Focus focus, WordNet dictionary)
    {
        var words = typed.TrimEnd(' ', '?', '!', '.');
        if (OnlyAsks().Match(words) is { Success: true } asks)
        {
            return AskedAnew(asks.Groups["word"].Value, last, focus);
        }

        if (WhoElse().IsMatch(words))
        {
            return WhoElse(last);
        }

        if (More().IsMatch(words))
        {
            return WhatElse().IsMatch(last) ? WhatElse().Replace(last, "${before} else", 1) : null;
        }

        if (Correction().Match(words) is { Success: true } correction && NounPhrase.AllIn(last, dictionary) is [.., var wrong])
        {
            return Swap(last, wrong.Text, correction.Groups["part"].Value);
        }

        return Other().Match(words) is { Success: true } other && other.Groups["part"].Value is var part && part.Split(' ').Length <= LongestPart
            ? Exchanged(part, last, focus)
            : null;
    }

    /// <summary>The last question, asked for a time, a place, a reason.</summary>
    private static string? AskedAnew(string word, string last, Focus focus)
    {
        var asked = Asked().Match(last);
        if (!asked.Success)
        {
            return null;
        }

        var (lead, rest) = (char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant(), asked.Groups["rest"].Value);
        return asked.Groups["auxiliary"].Success
            ? $"{lead} {SayingVerb().Replace(rest, "${verb} that", 1)}"
            : $"{lead} was it that {focus.Person ?? "somebody"} {rest}";
    }

    private static string? WhoElse(string last)
    {
        var question = QuestionParser.Parse(last, new AskingContext(DateTimeOffset.UnixEpoch, []));
        return question is { Kind: QuestionKind.WhatWasSaid, Topic: { } topic } ? $"Who besides {question.Speaker ?? "them"} spoke about {topic}?"
            : Who().IsMatch(last) ? Who().Replace(last, "Who else", 1)
            : null;
    }

    /// <summary>The last question with another name, place or time in the place of its own.</summary>
    private static string? Exchanged(string part, string last, Focus focus)
    {
        if (Person().IsMatch(part))
        {
            if (focus.Person is not { } person)
            {
                return null;
            }

            part = person;
        }

        var question = QuestionParser.Parse(last, new AskingContext(DateTimeOffset.UnixEpoch, []));
        if (Time().IsMatch(part))
        {
            return $"{question.Content.TrimEnd(' ', '?', '.', '!')} {part}?";
        }

        if (About().Match(part) is { Success: true } about)
        {
            var matter = about.Groups["matter"].Value;
            return question.Topic is { } old ? Swap(last, old, matter) : question.Names is [.., var lastName] ? Swap(last, lastName.Text, matter) : null;
        }

        if (Placed().Match(part) is { Success: true } placed)
        {
            var there = Regex.Match(last, $@"\b{Regex.Escape(placed.Groups["preposition"].Value)} (the )?\p{{Lu}}[\p{{L}}\p{{M}}'’-]*( \p{{Lu}}[\p{{L}}\p{{M}}'’-]*)*", RegexOptions.IgnoreCase, Limit);
            return there.Success ? Swap(last, there.Value, part) : $"{last.TrimEnd(' ', '?', '.', '!')} {part}?";
        }

        // A bare word is a part of a question only when the question has something of the kind.
        return question.Speaker is { } speaker && !IsSame(speaker, part) ? Swap(last, speaker, part)
            : question.Names is [var name, ..] && IsCapitalised(part) && !IsSame(name.Text, part) ? Swap(last, name.Text, part)
            : null;
    }

    private static string? Swap(string question, string old, string part)
    {
        var place = question.IndexOf(old, StringComparison.OrdinalIgnoreCase);
        return place < 0 ? null : question[..place] + part + question[(place + old.Length)..];
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsCapitalised(string part) => part.Split(' ').Any(word => char.IsUpper(word[0]));

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    [GeneratedRegex(
        @"^((and|but|so|ok|okay)[, ]+)?(?<word>why|when|where|how)( (was|is|did|does|were)? ?(that|this|it|they|he|she)?( (happen|happening|say|said|so|say so|say that|do that|do it))?)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OnlyAsks();

    [GeneratedRegex(@"^((and|but|so)[, ]+)?(who|whom|which) else( (said (that|so|something)|did))?$|^anyone else$|^anybody else$|^((and|but)[, ]+)?the others$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex WhoElse();

    [GeneratedRegex(@"^((and|but|so|ok|okay)[, ]+)?(what|anything|something) else(( did| does)? (he|she|they|it)( say| said)?)?$|^(please )?((tell|give|show) me )?(some )?more( details?| about (it|that|this))?( please)?$|^(go on|continue|and then|elaborate)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex More();

    [GeneratedRegex(@"^((no|sorry|ok|okay|so)[, ]+)?((and|but|or)[, ]+)?((what|how) about|and|or|what of)[, ]+(?<part>\S.*)$|^(?-i:(?<part>\p{Lu}[\p{L}\p{M}'’.-]*( \p{Lu}[\p{L}\p{M}'’.-]*){0,3}))$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    [GeneratedRegex(@"^((and|but|so)[, ]+)?(?i:what|who|whom|which( \p{L}+)?|when|where|why|how( (many|much|long|old|far|often)( \p{L}+)?)?) (?<rest>(?<auxiliary>did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)?\b.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?<= )(?<verb>say|claim|announce|promise|argue|tell \p{L}+)\b(?! (that|so)\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex SayingVerb();

    [GeneratedRegex(@"^who\b(?! else)", RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex(@"^(?<before>(and |but )?(what|who|which \p{L}+|where|how))\b(?! else)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex WhatElse();

    [GeneratedRegex(@"^((no|sorry|oh)[, ]+)?i (meant?|was asking about)[, ]+(?<part>\p{Ll}[\p{L}\p{M}'’ -]{1,40})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Correction();

    [GeneratedRegex("^(him|her|he|she)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Person();

    [GeneratedRegex(@"^((in|on|since|before|after|during|until|by) )?(the )?((last|this|next|past|previous) (\p{L}+)|yesterday|today|earlier|later|(1[89]|20)[0-9]{2}|"
        + CalendarNames.Weekdays + "|(" + CalendarNames.Months + @")( [0-9]{1,4})?|[0-9]{1,2} (" + CalendarNames.Months + @")( [0-9]{4})?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(about|on) (?<matter>\S.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex About();

    [GeneratedRegex(@"^(?<preposition>in|at|from|to|near) \S", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Placed();
}
