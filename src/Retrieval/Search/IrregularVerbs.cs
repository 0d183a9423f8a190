namespace NewsBot.Retrieval.Search;

/// <summary>The past of verbs that a stemmer does not bring together with it.</summary>
internal static class IrregularVerbs
{
    private static readonly Dictionary<string, string[]> Past = """
        become became; begin began begun; bring brought; build built; buy bought; catch caught; choose chose chosen; deal dealt; draw drew drawn;
        drive drove driven; eat ate eaten; fall fell fallen; feel felt; fight fought; find found; flee fled; fly flew flown; forget forgot forgotten;
        freeze froze frozen; give gave given; grow grew grown; hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led;
        leave left; lend lent; lie lay lain; lose lost; mean meant; meet met; pay paid; rise rose risen; run ran; see saw seen; seek sought; sell sold;
        send sent; shake shook shaken; shoot shot; sing sang sung; sink sank sunk; sit sat; sleep slept; speak spoke spoken; spend spent; stand stood;
        steal stole stolen; stick stuck; strike struck stricken; swear swore sworn; swim swam; teach taught; tear tore torn; tell told; think thought;
        throw threw thrown; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written
        """
        .Split(';')
        .Select(verb => verb.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(forms => forms[0], forms => forms[1..], StringComparer.Ordinal);

    /// <summary>None for a regular verb.</summary>
    public static IReadOnlyList<string> FormsOf(string verb) => Past.GetValueOrDefault(verb, []);
}
