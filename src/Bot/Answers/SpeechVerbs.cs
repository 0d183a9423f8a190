namespace NewsBot.Answers;

/// <summary>Verbs by which a story says that somebody speaks.</summary>
internal static class SpeechVerbs
{
    /// <summary>An alternation for regular expressions.</summary>
    public const string Pattern =
        "said|says|added|adds|told|tells|announced|asked|replied|answered|insisted|denied|warned|argued|wrote|noted|explained|continued"
        + "|declared|stressed|acknowledged|conceded|admitted|claimed|stated|confirmed|recalled|suggested|called|quoted|went on";
}
