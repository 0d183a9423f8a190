using System.Text.RegularExpressions;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Questions;

/// <summary>The words that a question is about: who spoke, on what, and which of it is asked for.</summary>
/// <param name="Kind">
/// <see cref="QuestionKind.WhatWasSaid"/>, another kind of question for somebody's words, or null when something else is asked, as by
/// <c>When did Kerry warn Assad?</c>.
/// </param>
internal sealed partial record Speech(QuestionKind? Kind, string? Speaker, string? Topic)
{
    // They tell only that somebody spoke.
    private static readonly HashSet<string> PlainVerbs = new("say tell think believe claim announce declare mention remark describe suggest".Split(' '), StringComparer.Ordinal);

    /// <summary>Base form of the verb that is asked about, where it tells more than that somebody spoke.</summary>
    public string? Verb { get; init; }

    // Longer than any title and name: beyond, the pattern has swallowed a clause.
    private const int MostSpeakerWords = 12;

    // Lazy and bounded, so that a long text without a verb of saying costs no more than its length.
    private const string SpeakerWords = @"(?<speaker>\S.{0,120}?)";
    private const string Options = @"(?<topic>.+)";

    /// <summary>Reads one sentence, without its opening.</summary>
    public static Speech? In(string sentence) =>
        WhoAgrees(sentence) ?? WhoSpokeOn(sentence) ?? Described(sentence) ?? Asked(sentence) ?? WhoSpoke(sentence) ?? Noun(sentence) ?? Passive(sentence) ?? AccordingTo(sentence);

    // What did Kerry say about Assad? How did Moscow react to the vote? When did Kerry warn Assad?
    private static Speech? Asked(string sentence)
    {
        var match = AuxiliarySpeakerVerb.Match(sentence);
        if (!match.Success || !IsSpeaker(match.Groups["speaker"].Value))
        {
            return null;
        }

        var opening = match.Groups["opening"].Value;
        var isWhat = What().IsMatch(opening) || (How().IsMatch(opening) && Reacting().IsMatch(match.Groups["verb"].Value));
        var kind = isWhat ? QuestionKind.WhatWasSaid : (QuestionKind?)null;
        return new Speech(kind, Named(match.Groups["speaker"].Value), TopicOf(match.Groups["rest"].Value));
    }

    // Tell me what Kerry said about Assad.
    private static Speech? Described(string sentence) =>
        WhatSpeakerSaid.Match(sentence) is { Success: true } match && IsSpeaker(match.Groups["speaker"].Value)
            ? new Speech(QuestionKind.WhatWasSaid, Named(match.Groups["speaker"].Value), TopicOf(match.Groups["rest"].Value))
            : null;

    // Who called for a no-fly zone?
    private static Speech? WhoSpoke(string sentence) => WhoSaid.Match(sentence) is { Success: true } match
        ? new Speech(QuestionKind.WhoSaid, null, Tidy(Lead().Replace(match.Groups["topic"].Value, "", 1))) { Verb = VerbOf(match.Groups["verb"].Value) }
        : null;

    // Who agrees with Lavrov about Assad? Who disagrees with Kerry that Assad must go?
    private static Speech? WhoAgrees(string sentence) =>
        WhoAgreesWith.Match(sentence) is { Success: true } match && IsSpeaker(match.Groups["speaker"].Value)
            ? new Speech(QuestionKind.WhoAgrees, Named(match.Groups["speaker"].Value), Tidy(match.Groups["topic"].Value))
            : null;

    // Who spoke about Assad? Who besides Kerry commented on the vote?
    private static Speech? WhoSpokeOn(string sentence) => WhoSpokeAbout.Match(sentence) is { Success: true } match && Tidy(match.Groups["topic"].Value) is { } topic
        ? new Speech(QuestionKind.WhoSpoke, match.Groups["speaker"] is { Success: true, Value: var speaker } ? Tidy(speaker) : null, topic)
        : null;

    // Lavrov's comments on Assad
    private static Speech? Noun(string sentence)
    {
        var match = SpeakersNoun.Match(sentence);
        match = match.Success ? match : NounOfSpeaker.Match(sentence);
        return match.Success && IsSpeaker(match.Groups["speaker"].Value)
            ? new Speech(QuestionKind.WhatWasSaid, Named(match.Groups["speaker"].Value), Tidy(match.Groups["topic"].Value))
            : null;
    }

    // What was said by Kerry about Assad?
    private static Speech? Passive(string sentence)
    {
        var match = WhatWasSaidBy.Match(sentence);
        if (!match.Success)
        {
            return null;
        }

        var by = By().Match(match.Groups["rest"].Value);
        return by.Success || Said().IsMatch(match.Groups["verb"].Value)
            ? new Speech(QuestionKind.WhatWasSaid, by.Success ? Named(by.Groups["speaker"].Value) : null, TopicOf(match.Groups["rest"].Value))
            : null;
    }

    // According to Kerry, what must happen?
    private static Speech? AccordingTo(string sentence)
    {
        var match = According.Match(sentence);
        if (!match.Success || !IsSpeaker(match.Groups["speaker"].Value) || Document.IsMatch(match.Groups["speaker"].Value))
        {
            return null;
        }

        var asked = sentence.Remove(match.Index, match.Length).TrimStart(' ', ',');
        return new Speech(StartsWithWhat().IsMatch(asked) ? QuestionKind.WhatWasSaid : null, Named(match.Groups["speaker"].Value), null);
    }

    private static string? VerbOf(string typed) =>
        Lexicon.Find(typed.Split(' ')[0]).Cue?.Base is { } verb && !PlainVerbs.Contains(verb) ? verb : null;

    private static bool IsSpeaker(string words) =>
        !NoSpeaker.IsMatch(words) && words.AsSpan().Count(' ') < MostSpeakerWords;

    // A pronoun names nobody.
    private static string? Named(string words) => Pronoun.IsMatch(words) ? null : Tidy(Possessive().Replace(words, ""));

    private static string? TopicOf(string rest)
    {
        var match = About().Match(rest);
        match = match.Success ? match : OtherLead.Match(rest);
        return match.Success && Tidy(ByAtEnd().Replace(match.Groups["topic"].Value, "")) is { } topic && !Pronoun.IsMatch(topic) ? topic : null;
    }

    private static string? Tidy(string words) => words.Trim(' ', ',', '.', '?', '!', ';', ':', '"', '“', '”') is { Length: > 0 } tidy ? tidy : null;

    private static Regex AuxiliarySpeakerVerb { get; } = new(
        "^" + Openings.Circumstance + @"(?<opening>(((in|on|at|to|for|from|with|by) )?(what|which|who|whom|when|where|why|how)\b[^,?]{0,40}? )??)"
        + @"((did|does|do|will|would|didn['’]t|doesn['’]t) " + SpeakerWords + " " + SpeechVerbs.Adverbs
        + @"(?<!\b(the|a|an|his|her|their|its|to|of) )(?<verb>" + SpeechVerbs.Base + ")"
        + @"|(has|have|had|hasn['’]t|haven['’]t) " + SpeakerWords + " " + SpeechVerbs.Adverbs + @"(?<!\bbeen )(?<verb>" + SpeechVerbs.Past + ")"
        + @"|((is|was|are|were) " + SpeakerWords + "|(has|have|had) " + SpeakerWords + " been) " + SpeechVerbs.Adverbs + "(?<verb>" + SpeechVerbs.Going + "))"
        + @"\b(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    // The speaker starts like a name or with an article: "what happened when Kerry said" tells of something else.
    private static Regex WhatSpeakerSaid { get; } = new(
        @"^((list |show (me )?)?(everything|all|anything) (that )?|what )(?<speaker>((?-i:\p{Lu})|(the|a|an|some) ).{0,80}?) ((has|have|had) )?" + SpeechVerbs.Adverbs
        + "(" + SpeechVerbs.Past + "|" + SpeechVerbs.Present
        + @")\b(?<rest>(\W*$|( (reporters|journalists|parliament|lawmakers))? (about|on|regarding|concerning|over|to|in|at|when|after|before|during)\b.*))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex WhoSaid { get; } = new(
        @"^(who( else)?|which (politician|minister|official|leader|president|senator|lawmaker|diplomat|spokes(man|woman|person)|expert|analyst|person))"
        + @"( (is|was) it (that|who))? (((has|have|had) )?" + SpeechVerbs.Adverbs + "(?<verb>" + SpeechVerbs.Past + "|" + SpeechVerbs.Present + ")"
        + @"|(is|was|are|were|has been|have been) " + SpeechVerbs.Adverbs + "(?<verb>" + SpeechVerbs.Going + @"))\b" + Options + "?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex WhoAgreesWith { get; } = new(
        @"^(who( else)?|which (politicians?|ministers?|officials?|leaders?|countr(y|ies)|governments?|people|speakers?))( ((do|does|did)( not|n['’]t)?|has|have|would|is|are|was|were|also|publicly)){0,3} "
        + @"(((dis)?agree[sd]?|(dis)?agreeing|concur(s|red)?|sid(e|es|ed|ing)|differ(s|ed)?|argue[sd]?) with|contradict(s|ed)?|echo(es|ed)?|in agreement with|of the same (mind|opinion) as)"
        + @" (?<speaker>\S[^?]{0,80}?)(['’]s? " + SpeechVerbs.Noun + @")?( (that|on|about|over|regarding|concerning) " + Options + @"|\W*$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex WhoSpokeAbout { get; } = new(
        @"^who( else)?( (besides|apart from|other than|except( for)?) (?<speaker>\S[^?,]{0,60}?),?)?( (has|have|had|also|publicly)){0,2} (((said|says|told reporters) (something|anything)|spoken?|speaks|talk(s|ed)|comment(s|ed)"
        + @"|made (a |any |some )?(statements?|comments?|remarks?)|expressed (a|an|any|some|their) (views?|opinions?)) (about|on|regarding|concerning|over)|weighed in on|discuss(es|ed)) " + Options,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex SpeakersNoun { get; } = new(
        @"^(((what|how)( ?['’]s| is| are| was| were| has been| have been)|give me|any|summari[sz]e|list) )?(?<speaker>\S[^?]{0,80}?)(['’]s|(?<=s)['’]) "
        + @"((official|public|latest|recent|own|first|initial|current|exact) ){0,2}" + SpeechVerbs.Noun
        + @"\b( (on|about|to|of|regarding|concerning|over|towards?|against) " + Options + @"|\W*$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex NounOfSpeaker { get; } = new(
        @"^(what( ?['’]s| is| are| was| were) )?the ((official|public|latest|first|initial|current) ){0,2}" + SpeechVerbs.Noun
        + @" (of|by|from) (?<speaker>\S[^?]{0,80}?) (on|about|to|regarding|concerning|over|towards?|against) " + Options,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex WhatWasSaidBy { get; } = new(
        @"^what (was|were|is|has been|had been) (?<verb>" + SpeechVerbs.Past + @")\b(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^(said|promised|claimed)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex(
        @"\bby (?<speaker>\S.{0,80}?)(?=[?,.]|$| (about|on|in|at|regarding|over|to|against|during|after|before)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@" by \S.{0,80}$", RegexOptions.IgnoreCase)]
    private static partial Regex ByAtEnd();

    private static Regex According { get; } = new(
        @"\baccording to (?<speaker>\S[^,?;]{0,80}?)(?=[,?;]|\.?$|\. | (what|who|how|when|where|why|which|did|does|is|was|are|were|has|have)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^what( else| exactly)? ?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex What();

    [GeneratedRegex(@"^what\b", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithWhat();

    [GeneratedRegex(@"^how ?$", RegexOptions.IgnoreCase)]
    private static partial Regex How();

    [GeneratedRegex("^(react|respond|repl|describ|explain|comment)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reacting();

    // The stories themselves are not among those who speak in them; an asker's own "you" and "I" are not news.
    private static Regex NoSpeaker { get; } = new(
        @"^(((you|i|we|u)( .*)?|one|people|there|the|a|an)|(the |this |that |these |your |any |all )*(news|article|story|stories|text|passage|reports?|sources?))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    // Small letters: the Office for National Statistics speaks, statistics do not.
    private static Regex Document { get; } = new(
        @"\b(stud(y|ies)|surveys?|polls?|reports?|research|data|estimates?|analys[ie]s|investigation|bill|law|index|list|factbook|biography|book|custom|strategy|figures"
        + @"|statistics|magazine|website|documents?|records|plan|census|legend|tradition|theory|theories|rules?|guidelines)\b",
        RegexOptions.ExplicitCapture);

    private static Regex Pronoun { get; } = new(@"^(he|she|it|they|him|her|them|this|that|these|those|some|many|most|others|anyone|anybody|everyone|somebody|someone)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"['’]s?$")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"\b(about|regarding|concerning|on the (subject|topic) of) " + Options, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex About();

    private static Regex OtherLead { get; } = new(@"^ *(of|([a-z]+ )of(?= (a|an|the|his|her|their|its) )) (?<topic>.+)|\b(on|over|to|against|for|that|with|before|after|during|ahead of) " + Options, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^ *((reporters|journalists|lawmakers|parliament|the press) )?(that|for|of|about|on|to|against|over|in)\b ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();
}
