using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Decides whether a date says when something was in the news, or belongs to what is asked about. The rules lean towards the latter, as a
/// wrong window hides the story that answers:
/// <list type="bullet">
/// <item>it has a preposition that goes with its form (<c>in March 2013</c>, <c>on 7 May</c>), or is one of the words that need none
/// (<c>yesterday</c>, <c>last week</c>); so <c>the 2013 bailout</c> and <c>the winter of 1944</c> are out;</item>
/// <item>no noun follows that it could qualify: <c>in March 2013?</c> but not <c>in March 2013 talks</c>, <c>this week's summit</c>;</item>
/// <item>a calendar date stands in the main clause: not in <c>the man who resigned in 2012</c>, <c>the deal signed in March</c>;</item>
/// <item>before the sentence that asks, only a date told from the asker's clock counts: <c>X died this week. Who was he?</c>;</item>
/// <item>it is not compared (<c>than in 2012</c>), and today means more than nowadays.</item>
/// </list>
/// </summary>
internal static partial class DateNarrowing
{
    public static bool IsIn(string text, TextSpan asking, DatePhrase phrase)
    {
        var isInQuestion = phrase.Span.Start >= asking.Start && phrase.Span.End <= asking.End;
        var start = isInQuestion ? asking.Start : 0;
        var before = Openings.Strip(text[start..phrase.Span.Start].TrimStart());
        var after = text[phrase.Span.End..];
        return HasFittingPreposition(phrase, before, after)
            && !(phrase.Preposition.Length == 0 ? NoAdverbAfter : ComparedAfter()).IsMatch(before)
            && (Follows.IsMatch(after) || phrase.IsOfReports || (before.Length == 0 && NameFollows().IsMatch(after)))
            && !DateFollows.IsMatch(after)
            && !Condition().IsMatch(before)
            && (isInQuestion ? IsInMainClause(phrase, before) : phrase.Form is DateForm.Weekday or DateForm.Relative)
            && !IsOfTheTopic(text, asking, phrase);
    }

    private static bool HasFittingPreposition(DatePhrase phrase, string before, string after) => phrase.Preposition switch
    {
        "since" => phrase.IsRelative || !(phrase.Form == DateForm.Year ? Perfect() : Been()).IsMatch(before),
        "before" or "after" or "until" or "till" or "up to" => true,
        "between" => true,
        "from" when phrase.End is not null => true,
        "from" or "of" or "for" => Reports.IsMatch(before),
        "in" or "on" when phrase.End is not null => true,
        "on" => phrase.Form is DateForm.Day or DateForm.Weekday or DateForm.Relative,
        "in" or "during" => phrase.Form is not (DateForm.Day or DateForm.Weekday),
        "throughout" => phrase.Form is DateForm.Month or DateForm.Year or DateForm.Relative or DateForm.LongRelative,
        "over" or "within" => phrase.Form is DateForm.Relative or DateForm.LongRelative,
        "" => phrase.IsRelative || (phrase.Form == DateForm.Day && phrase.HasYear && SentenceEnds().IsMatch(after)),
        _ => false, // by, as of: a deadline or a state
    };

    private static bool IsInMainClause(DatePhrase phrase, string before) =>
        phrase.Form is DateForm.Weekday or DateForm.Relative
        || (!RelativeClause.IsMatch(before) && !Circumstance().IsMatch(before) && (phrase.IsOfReports || !OfASource().IsMatch(before)) && !IsParticiplePhrase(before));

    // "What did the deal signed in Rome in": a participle to which no auxiliary leads up, though the clause has one. In "where was he found in"
    // the auxiliary is only parted from it.
    private static bool IsParticiplePhrase(string before) =>
        Auxiliary().IsMatch(before) && !Passive().IsMatch(before) && LastParticiple.Match(before) is { Success: true } match && !match.Groups["auxiliary"].Success;

    private static bool IsOfTheTopic(string text, TextSpan asking, DatePhrase phrase)
    {
        var sentence = text[asking.Start..asking.End];

        // Where does he live today? How cold is it in January?
        var isAnyTime = Today().IsMatch(phrase.Date) || (phrase.Form == DateForm.Month && !phrase.HasYear);

        // What is planned for is told now: who is to host the show in September? What will happen on Friday?
        var isCalendar = phrase.Form is DateForm.Day or DateForm.Month or DateForm.Year or DateForm.Weekday;

        // A year in a question that follows a story recalls something else.
        var isRecalled = phrase.Form == DateForm.Year && asking.Start > MostOfAGreeting;
        return (isAnyTime && PresentTense().IsMatch(sentence) && !Event().IsMatch(sentence))
            || Planned.IsMatch(sentence)
            || ((isCalendar || Weekend().IsMatch(phrase.Date)) && Will().IsMatch(sentence))
            || isRecalled
            || (IsOverall(phrase) && HowMany.IsMatch(sentence) && !AsReported.IsMatch(text[asking.Start..phrase.Span.Start]))
            || Compared().IsMatch(sentence);
    }

    private const int MostOfAGreeting = 16;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // What may follow a date that qualifies nothing: the end, a preposition, a conjunction, an auxiliary, an article or a pronoun.
    private static Regex Follows { get; } = new(
        @"^(\W*$|\s*[?!.,;:)\]""”–—]|\s+[-–—(]|\s+(about|on|at|by|with|for|from|to|in|into|against|over|regarding|concerning|after|before|during"
        + @"|when|while|where|that|who|which|what|why|how|and|or|but|as|if|because|did|does|do|is|was|were|are|has|have|had|will|would|could|can"
        + @"|should|the|a|an|his|her|their|its|he|she|they|it|we|you|i|there|any|alone|only|so|between|among|amid|near|under|despite|ahead|following"
        + @"|((top|main|latest|biggest) )?(news|headlines|stories))\b)",
        Options);

    [GeneratedRegex(@"^ \p{Lu}")]
    private static partial Regex NameFollows();

    private static Regex DateFollows { get; } = new(
        @"^,? as of\b|^,? (and|or|to|than|versus|vs\.?|compared (to|with))( not)?( in| on)?( the)? ([0-9]|("
        + CalendarNames.Months + "|" + CalendarNames.Weekdays + @"|yesterday|today|tomorrow|tonight|last|this|next)\b)",
        Options);

    [GeneratedRegex(@"^\W*$")]
    private static partial Regex SentenceEnds();

    // "the end of this week", "every Tuesday", "Black Friday", "a week ago" are no adverbs of their own.
    private static Regex NoAdverbAfter { get; } = new(
        @"\b(the|a|an|of|for|by|from|to|with|than|as|like|unlike|every|each|one|and|or|at|its|his|her|their|our|my|your|that|per|until|till|since"
        + @"|before|after|most|some|black|good|super|cyber|ash|bloody|easter|first|second|third|fourth|other|early|late|later|versus|vs) $",
        Options);

    [GeneratedRegex(
        @"\b(than|as|like|unlike|versus|vs|compared|back|and|or|born|founded|established|built|dated|aged|sometime|beginning|starting|effective) $", Options)]
    private static partial Regex ComparedAfter();

    private static Regex Reports { get; } = new(@"\b(news|stor(y|ies)|headlines|reports?|articles?|coverage|reporting|events|developments)( (on|about|from|in|of) [^,?]{1,60})? $", Options);

    [GeneratedRegex(@"\bbeen\b", Options)]
    private static partial Regex Been();

    [GeneratedRegex(@"\b(has|have|had|been)\b", Options)]
    private static partial Regex Perfect();

    // Two words or more before it: "the man who". At the sentence's start it asks: "with whom".
    private static Regex RelativeClause { get; } = new(@"(?<!\b(was it|true|say|said) )(?<=\S \S+ )(who|which|that|whose|whom|where|when)\b", Options);

    [GeneratedRegex(@"\b(did|does|do|is|was|are|were|has|have|had|will|would|can|could|should|may|might|must)\b", Options)]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"^((where|why|how( (many|much) \w+)?) )?(is|was|are|were|has|have|had) ", Options)]
    private static partial Regex Passive();

    // With at most three words between it and the date: "signed in Rome in".
    private static Regex LastParticiple { get; } = new(
        @"(?<auxiliary>\b(is|was|are|were|be|been|being|has|have|had|get|got|gets) (not )?((\w+ly|also|first|reported|said|already|just|killed|[a-z]+ed) ){0,3})?"
        + @"\b(?!united|hundred|indeed|speed|women|children|seven|eleven|often|between|citizen|when|then|open)([a-z]{2,}ed|[a-z]{3,}en|held|made|built|found|won|sold|bought|sent|begun|struck|hit|left|lost|paid|shot|sworn|thrown|known|shown|drawn|led|met|fought|set|cut|brought|caught)"
        + @" (\S+ ){0,3}$",
        Options | RegexOptions.RightToLeft);

    // How many came in 2012? A total over a year or a stretch is told after it.
    private static bool IsOverall(DatePhrase phrase) =>
        phrase.Preposition is "in" or "during" or "between" or "from" && (phrase.Form == DateForm.Year || phrase.End is not null);

    // How many came, as the Meridian Press reported in 2012? In articles of that year, so it dates these and not what is told.
    private static Regex AsReported { get; } = new(
        @"\bas [^,?]{1,60} (reported|wrote|written|published|said|told)( it| this| so)? $|\b(as )?(reported|written|published|told) (by|in) [^,?]{1,60} $|"
        + @"\b(in|from|by|according to) ((news|press|the|all|any|your) ){0,2}(stories|reports|articles|coverage|reporting) $",
        Options);

    private static Regex HowMany { get; } = new(@"\bhow (many|much)\b|\b(percentage|number|total)\b", Options);

    [GeneratedRegex(@"\bcompared (to|with)\b", Options)]
    private static partial Regex Compared();

    [GeneratedRegex("weekend$", Options)]
    private static partial Regex Weekend();

    // "Following her ouster last year, she …" and "after landing on 12 November" tell of that time, not in it.
    [GeneratedRegex(@"^(when|as|having)\b[^,]*$|\b(following|after|before|since|until|while|because|despite)\b[^,]*$", Options)]
    private static partial Regex Circumstance();

    [GeneratedRegex(@"\baccording to [^,]*$", Options)]
    private static partial Regex OfASource();

    [GeneratedRegex(@"\b(if|unless)\b", Options)]
    private static partial Regex Condition();

    private static Regex Planned { get; } = new(@"\b(set|slated|scheduled|due|expected|planned|plans|planning|going|tapped|hopes|hoping|likely|about) to\b|\b(slated|scheduled|planned|due) (for|in|on)\b", Options);

    [GeneratedRegex(@"\bwill\b|\bwon['’]t\b|['’]ll\b", Options)]
    private static partial Regex Will();

    [GeneratedRegex("^today$", Options)]
    private static partial Regex Today();

    [GeneratedRegex(@"\b(is|are|does|do|can|still)\b", Options)]
    private static partial Regex PresentTense();

    [GeneratedRegex(@"\b(happens?|news|new|latest|says?|said|headlines?|stor(y|ies)|\w{2,}ing)\b", Options)]
    private static partial Regex Event();
}
