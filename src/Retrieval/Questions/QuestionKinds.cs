using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Tells what a question wants by the words that it opens with; only a question without an opening word is searched for one further on.
/// What was said, and who said it, is told by <see cref="Speech"/>.
/// </summary>
internal static class QuestionKinds
{
    /// <param name="sentence">The sentence that asks, without what only leads into it.</param>
    public static QuestionKind Of(string sentence) =>
        HowMany.IsMatch(sentence) ? QuestionKind.HowMany
        : When.IsMatch(sentence) ? QuestionKind.When
        : Where.IsMatch(sentence) ? QuestionKind.Where
        : Why.IsMatch(sentence) ? QuestionKind.Why
        : Who.IsMatch(sentence) ? QuestionKind.Who
        : Latest.IsMatch(sentence) ? QuestionKind.Latest
        : List.IsMatch(sentence) ? QuestionKind.List
        : YesNo.IsMatch(sentence) ? QuestionKind.YesNo
        : WhatOrWhich.IsMatch(sentence) ? QuestionKind.Other
        : FurtherOn(sentence);

    // Sarris went where? On Friday the envoy met whom? Approximately how many troops stayed?
    private static QuestionKind FurtherOn(string sentence) =>
        Inside.Match(sentence) is { Success: true } match ? Of(sentence[match.Index..]) : QuestionKind.Other;

    private static Regex HowMany { get; } = new(
        Lead + @"(how (many|much|old|long|far|big|large|high|tall|deep|heavy|fast|often|wide)\b|(what|which) (percent(age)?|number|amount|share|proportion|fraction)\b"
        + @"|what(['’]s| is| was| are| were) the ((exact|total|current|latest|official|estimated|average) ){0,2}(percentage|number|amount|share|proportion|death toll)\b)",
        Options);

    private static Regex When { get; } = new(
        Lead + @"(when\b|(what|which) (year|month|day|date|time|century|decade|week)\b|what(['’]s| is| was) the (exact )?(date|year|day) )", Options);

    private static Regex Where { get; } = new(
        Lead + @"where\b|^(in|from|to|at|near) (what|which) (city|cities|town|country|state|place|village|region|province|continent|location)\b", Options);

    private static Regex Why { get; } = new(Lead + @"(why\b|how come\b|(what|which) reason|what(['’]s| is| was| were| are) the (main )?(reasons?|cause) )", Options);

    private static Regex Who { get; } = new(Lead + @"(who(m|se)?|who['’]s)\b", Options);

    private static Regex Latest { get; } = new(
        @"^(((what(['’]s| is| are| was| were)?|any|give me|show me|the|some|is there|are there) ){0,3}(any |the )?(very )?(latest|newest|most recent|recent|current|new)\b"
        + @"(?! (york|zealand|delhi|jersey|orleans|hampshire|mexico|year))( (news|state|status|situation|developments?|updates?|stories|events?|on|about|with|in|from|regarding|of)\b|\W*$)"
        + @"|what(['’]s| is| are| has been)? (currently |now )?(going on|happening|new)\b|what(['’]s| is| are) (the )?(\w+ )?(latest|newest)\b(?= \w+)|any (news|updates?|developments?)\b"
        + @"|(the )?(latest|newest|news|updates?|update me)\b|what(['’]s| is) the news\b|how (are|is) (things\b|\S.{0,60}? (doing|faring|going|getting on)\b(?=\W*$| (now|today|right now|currently|lately|at the moment|these days)\b)))",
        Options);

    private static Regex List { get; } = new(
        Lead + @"(which|what) ((?!of )(\w+ ){0,2}" + Plural + @" (did|do|does|are|were|have|had|has|will|would|can|could|should|is|was|may|might|must)\b|(kinds|types|sorts) of\b)"
        + "|" + Lead + @"which ((two|three|four|five|six|seven|eight|nine|ten|other) )?" + Plural
        + @"( (\w+ed|won|lost|took|sent|went|made|said|gave|got|came|left|saw|held|met|fell|led|grew|rose|ran|bought|sold|began|beat|hit|cut|of|in|from|with|that|who)\b|\W*$)"
        + @"|^what (are|were) (all |some of )?(the|some) ((?!of\b)\w+ ){0,3}?" + Plural + @"\b|^(please )?(name|list|enumerate)\b|^(give|show) (me )?(a |the )?(full )?list\b",
        Options);

    private static Regex YesNo { get; } = new(
        "^" + Openings.Circumstance + "(did|does|do|is|was|are|were|am|has|have|had|will|would|can|could|should|shall|may|might|must"
        + @"|(did|does|do|is|was|are|were|has|have|had|would|could|should)n['’]t|won['’]t|can['’]t|true or false)\b",
        Options);

    private static Regex WhatOrWhich { get; } = new(Lead + @"(what|which|how)\b", Options);

    // The question word itself, or its preposition: "with which country". Not "that", which mostly relates.
    private static Regex Inside { get; } = new(
        @"(?<=\S )(how (many|much|old|long|far|often)|what|which|(who|whom|whose|when|where|why)(?=\W*$)|(?<=\b(to|with|by|from|for|of|against|said|is|was) )(who|whom|whose))\b",
        Options);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Before the question word: a preposition, an estimate, or a circumstance that ends with a comma.
    private const string Lead = "^" + Openings.Circumstance + "((about|approximately|roughly|exactly|in|on|at|to|for|from|with|by|of|after|before|during|since|until|under|against|near|around|over|into) ){0,2}";

    // Ends like a plural; the exceptions are singular or no nouns.
    private const string Plural =
        @"(?!(news|series|species|crisis|virus|status|campus|bus|gas|analysis|basis|thesis|does|is|was|has|this|process|class|business|congress|happens|says|makes|causes|means|following|grounds)\b)"
        + @"(\w+([^sui\W]s|ies)|people|men|women|children)";
}
