namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Verbs of saying and thinking, as parts of patterns. From the forms that questions use those are left out that are mostly something
/// else: state, ask, report, answer, show.
/// </summary>
public static class SpeechVerbs
{
    /// <summary>After did, does, will: <c>say</c>.</summary>
    public const string Base =
        "(say|think|tell|believe|promise|warn|claim|demand|deny|announce|argue|suggest|propose|admit|insist|call (for|on)|ask for|accuse|"
        + "critici[sz]e|condemn|denounce|urge|reject|declare|predict|describe|explain|comment|mention|recommend|advise|vow|pledge|threaten|"
        + "express|allege|assert|stress|acknowledge|remark|react|respond|reply|blame|praise|welcome|dismiss)";

    /// <summary>After who, or after has: <c>said</c>.</summary>
    public const string Past =
        "(said|thought|told|believed|promised|warned|claimed|demanded|denied|announced|argued|suggested|proposed|admitted|insisted|"
        + "called (for|on)|asked for|accused|critici[sz]ed|condemned|denounced|urged|rejected|declared|predicted|described|explained|"
        + "commented|mentioned|recommended|advised|vowed|pledged|threatened|expressed|alleged|asserted|stressed|acknowledged|remarked|"
        + "reacted|responded|replied|blamed|praised|welcomed|dismissed)";

    /// <summary>After who: <c>says</c>.</summary>
    public const string Present =
        "(says|thinks|tells|believes|promises|warns|claims|demands|denies|announces|argues|suggests|proposes|admits|insists|calls (for|on)|"
        + "asks for|accuses|critici[sz]es|condemns|denounces|urges|rejects|declares|predicts|describes|explains|recommends|advises|vows|"
        + "pledges|threatens|alleges|asserts|stresses|acknowledges|blames|praises|welcomes|dismisses)";

    /// <summary>After is, was: <c>saying</c>.</summary>
    public const string Going =
        "(saying|thinking|telling|promising|warning|claiming|demanding|denying|announcing|arguing|suggesting|proposing|insisting|"
        + "calling (for|on)|asking for|accusing|critici[sz]ing|condemning|urging|rejecting|predicting|recommending|vowing|pledging|"
        + "threatening|alleging|blaming|praising)";

    /// <summary>What somebody said, as a thing: <c>comments</c>.</summary>
    public const string Noun =
        "(comments?|remarks?|statements?|position|stance|views?|opinions?|reactions?|response|reply|thoughts?|take|warnings?|demands?|"
        + "message|criticism|claims?|promises?)";

    /// <summary>Between speaker and verb: <c>reportedly</c>.</summary>
    public const string Adverbs = "((also|ever|just|later|first|(?-i:[a-z]+ly)) ){0,2}";

    /// <summary>By which a story says that somebody speaks: <c>Kerry added</c>.</summary>
    public const string InStories =
        "(said|says|added|adds|told|tells|announced|asked|replied|answered|insisted|denied|warned|argued|wrote|noted|explained|continued"
        + "|declared|stressed|acknowledged|conceded|admitted|claimed|stated|confirmed|recalled|suggested|called|quoted|went on)";
}
