using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers;

/// <summary>What a sentence leans on in those before it.</summary>
internal enum Dependence
{
    /// <summary>Nothing: it can be understood alone.</summary>
    None,

    /// <summary>The sentence before: it begins with “But”, “It”, “That decision” and the like.</summary>
    SentenceBefore,

    /// <summary>Somebody whom it does not name: “He said”, “the minister added”, or a quotation without its speaker.</summary>
    Person,
}

/// <summary>Tells by a sentence's words what it leans on. Rules, so now and then it asks for a sentence more than is needed.</summary>
internal static partial class Dependences
{
    private const string Roles =
        "minister|premier|president|chancellor|secretary|ambassador|envoy|mediator|diplomat|spokesman|spokeswoman|spokesperson|official|leader"
        + "|lawmaker|senator|governor|mayor|speaker|politician|director|manager|chairman|chairwoman|chief|head|scientist|researcher|professor"
        + "|doctor|engineer|general|commander|officer|soldier|judge|lawyer|prosecutor|suspect|defendant|coach|captain|player|singer|actor"
        + "|actress|author|writer|king|queen|prince|princess|pope|bishop|man|woman|boy|girl|father|mother|son|daughter|husband|wife|widow";

    public static Dependence Of(string sentence)
    {
        var own = UnquotedText.Of(sentence);
        return !Word().IsMatch(own) || LacksAntecedent(own) || BareRole().IsMatch(own) ? Dependence.Person
            : Connective().IsMatch(own) || (Opening().IsMatch(own) && !ImpersonalIt().IsMatch(own)) || BareSpeaker().IsMatch(own)
                ? Dependence.SentenceBefore
                : Dependence.None;
    }

    /// <summary>The role by which alone a sentence calls somebody, as in “The minister resigned”; or null.</summary>
    public static string? RoleIn(string sentence)
    {
        var own = UnquotedText.Of(sentence);
        var role = BareRole().Match(own) is { Success: true } subject ? subject.Groups["role"] : Attribution().Match(own).Groups["role"];
        return role.Success ? role.Value : null;
    }

    /// <summary>Whether “he” or “she” comes before anybody of whom it could be said.</summary>
    private static bool LacksAntecedent(string own) =>
        (HeOrShe().Match(own) is { Success: true } pronoun && !Antecedent().IsMatch(own[..pronoun.Index]))
        || SomebodyElse().IsMatch(own)
        || (Attribution().Match(own) is { Success: true } attribution && !Speech().IsMatch(own[..attribution.Index]));

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(he|she|his|her|him)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HeOrShe();

    // In “Kerry told him”, “him” is not Kerry.
    [GeneratedRegex(@"^\W*((When|As|After|Before|Because|Although) )?\p{Lu}[\p{L}-]+ \p{Ll}+ him\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SomebodyElse();

    // In “Syria, he said, could not choose”, Syria is not who says it.
    [GeneratedRegex(@", (he|she|the (\p{Ll}+ ){0,2}(?<role>" + Roles + ")) " + SpeechVerbs.InStories + @"\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"\b" + SpeechVerbs.InStories + @"\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Speech();

    // A name that is neither a day nor a place that something happened “in”, or somebody mentioned for the first time (“a spokesman”).
    [GeneratedRegex(
        @"(?<!\b([Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Nn]ear|[Tt]o) )"
        + @"(?!\b(" + CalendarNames.Weekdays + "|" + CalendarNames.Months + "|" + CalendarNames.ShortMonths + @")\b)"
        + @"(?!^\W*(In|At|On|From|Near|To|The|A|An|But|And|Yet|So|Or|Nor|Then|Still|However|Also|Instead|Meanwhile|Later|Earlier|After|Before|When|While|If"
        + @"|As|For|By|With|Without|During|Since|Until|Although|Though|Because|Once|That|This|These|Those|It|Its|They|Their|There|What|Why|How|Where|Not"
        + @"|Somebody|Someone|Everybody|Everyone|Anybody|Anyone|Whoever|Whether|Perhaps|Now|Only"
        + @"|Even|Again|Today|Yesterday|Tomorrow|Both|Neither|Nothing|Nobody|\p{Lu}\p{Ll}+(ing|ed|ly))\b)"
        + @"\b\p{Lu}\p{L}+|\b([Aa]n?|[Oo]ne|[Aa]nother|[Ee]very|[Ee]ach) \p{Ll}",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Antecedent();

    // “The minister resigned”, but not “the minister of justice”, “the Russian minister” or “the envoy, Kofi Annan”.
    [GeneratedRegex(
        @"^\W*(But |And |Yet )?[Tt]he (\p{Ll}+ ){0,2}(?<role>" + Roles + @")\b(?! (of|for|from|to|in|at|who|whose)\b|,? \p{Lu}|-|['’])",
        RegexOptions.ExplicitCapture)]
    private static partial Regex BareRole();

    [GeneratedRegex(@"^\W*[Tt]he (\p{Ll}+ ){1,2}" + SpeechVerbs.InStories + @"\b", RegexOptions.ExplicitCapture)]
    private static partial Regex BareSpeaker();

    [GeneratedRegex(
        @"^\W*(But|And|Yet|So(?! far)|Or|Nor|Then(?!-)|Still|However|Also|Instead|Meanwhile|Nevertheless|Nonetheless|Moreover|Furthermore|Therefore"
        + @"|Thus|Hence|Otherwise|Likewise|Similarly|Besides|Afterwards|Later(,| in the (day|week|month|year))|For (example|instance)|In (addition|return|turn|contrast)|By contrast"
        + @"|As a result|At the same time|On the other hand|Even so|(After|Before|Despite|Because of) (that|this)|(By|Since|Until) then"
        + @"|Asked (about|why|whether|if|for)|.{0,40}\bthat (day|night|morning|afternoon|evening|week|month|year)\b)(?!\p{L})",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Connective();

    [GeneratedRegex(
        @"^\W*(They|Their|Them|It|Its|This|That|These|Those|Both(?! \p{Lu})|Neither(?! \p{Lu})|Others?|Such"
        + @"|(Most|Some|None|All|One|Two|Many|Few|Much|Part) of (them|these|those|it|this|that)"
        + @"|(What|How|Why|Where|Whether) (\p{Ll}+ )?(that|this|they|it)"
        + @"|The (two|three|four|same|former|latter|others?|pair)\b|.{0,30}\b(part|one) of that\b)(?!\p{L})|^\W*(\w+ ){1,4}(it|them|this|that)\W*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    // “It was clear that …”, “It was Kerry's first visit …”, “It rained.”
    [GeneratedRegex(
        @"^\W*It (is|was|’s|'s|has been|would be|will be|seems|seemed|became|remains|remained) (\p{Lu}"
        + @"|((not|still|very|too|now|also|less|more|quite) )*(clear|unclear|(im)?possible|(un)?likely|hard|difficult|easy|important|necessary|early|late|true|premature"
        + @"|time|(un)?known|said|reported|expected|believed|better|best|certain|uncertain)\b)|^\W*It (rained|snowed)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex ImpersonalIt();
}
