using System.Collections.Frozen;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), polarity: what the cited sentences deny the draft denies, and nothing else, whatever the words: <c>not, no, neither</c>; <c>denied, refused,
/// rejected, failed to</c>.
/// </summary>
internal static class Polarity
{
    // In words; what is denied stands near.
    private const int Reach = 13;

    // In words, between a vote and what it was against.
    private const int Numbers = 5;

    private static readonly FrozenSet<string> Denials =
        "not no never none nobody nothing nowhere neither nor cannot without t".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> DenyingVerbs = Stems.Of(
            """
            deny denied denies denying denial refuse refused refusal reject rejected rejection decline declined fail failed failure lack lacked miss missed
            doubt doubted avoid avoided prevent prevented exclude excluded forbid forbade dismiss dismissed
            """);

    // Against what comes after them they deny it: warned against, voted against.
    private static readonly FrozenSet<string> Warnings = Stems.Of("warn warned warns caution cautioned advise advised argue argued speak spoke vote voted decide decided campaign recommend recommended");

    // They deny nothing, but turn what is said round.
    private static readonly FrozenSet<string> Turns = "against outside except unlike opposite contrary instead".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Prepositions =
        "on in at by after before during from since until with under over against as".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Asides = "however also still itself himself herself themselves yet even".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word denies by itself.</summary>
    /// <param name="word">In small letters, with plain apostrophes.</param>
    public static bool IsDenial(string word) => Denials.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);

    /// <summary>Whether a word is a verb or a noun that denies, by its stem.</summary>
    public static bool IsDenyingVerb(string stem) => DenyingVerbs.Contains(stem);

    public static bool Agrees(Draft draft)
    {
        var drafted = ScopesIn(draft.Wording);
        var told = draft.Cited.Select(sentence => ScopesIn(sentence.Wording)).ToList();
        var denied = drafted.SelectMany(scope => scope.Words).ToHashSet();
        var toldDenied = told.SelectMany((scopes, sentence) => scopes.SelectMany(scope => scope.Words).Select(word => new Place(sentence, word))).ToHashSet();
        var hasVague = told.Exists(scopes => scopes.Exists(scope => scope.Words.Count == 0));
        return drafted.TrueForAll(scope => hasVague || scope.Words.Count == 0 || IsDeniedThere(draft, scope.Words, toldDenied))
            && told.Index().All(sentence => sentence.Item.TrueForAll(scope => IsDeniedHere(draft, scope.Words.Select(word => new Place(sentence.Index, word)).ToHashSet(), scope.IsListing, denied, toldDenied)))
            && (drafted.Count == 0 || told.Exists(scopes => scopes.Count > 0))
            && Enumerable.Range(0, draft.Wording.Count).All(place => !Turns.Contains(draft.Wording[place]) || draft.PlacesOfWord(place).Count > 0);
    }

    /// <summary>Whether the story denies something of what a denial of the draft is about; what it does not mention is no matter of polarity.</summary>
    private static bool IsDeniedThere(Draft draft, List<int> scope, HashSet<Place> toldDenied)
    {
        var places = scope.SelectMany(draft.PlacesOfWord).ToList();
        return places.Count == 0 || places.Exists(toldDenied.Contains);
    }

    /// <summary>Whether the draft denies something of what a denial of the story is about, where it tells of that at all.</summary>
    private static bool IsDeniedHere(Draft draft, HashSet<Place> scope, bool isListing, HashSet<int> denied, HashSet<Place> toldDenied)
    {
        var told = Enumerable.Range(0, draft.Wording.Count)
            .Where(place => draft.Wording.IsContent(place) && !(place > 0 && draft.Wording.Tokens[place].IsCapitalised) && draft.PlacesOfWord(place) is { Count: > 0 } found && found.Any(scope.Contains) && found.All(toldDenied.Contains))
            .ToList();
        return told.Count == 0 || (isListing ? 2 * told.Count(denied.Contains) >= told.Count : told.Exists(denied.Contains));
    }

    /// <summary>For each word that denies, the content words that it denies.</summary>
    private static List<Scope> ScopesIn(Wording wording)
    {
        var scopes = new List<Scope>();
        for (var place = 0; place < wording.Count; place++)
        {
            if (IsVague(wording, place))
            {
                scopes.Add(new Scope([], IsListing: false));
                continue;
            }

            var isVerb = DenyingVerbs.Contains(wording.Tokens[place].Stem);
            if ((isVerb || IsDenial(wording, place)) && !IsOnly(wording, place) && !(scopes.Count > 0 && wording[place] == "nor"))
            {
                scopes.Add(new Scope([.. VoteBefore(wording, place), .. ScopeFrom(wording, place, isVerb)], wording[place] == "neither"));
            }
        }

        return scopes;
    }

    // Unclear; has yet to name, has still to be worked out.
    private static bool IsVague(Wording wording, int place) =>
        wording[place] is "unclear" or "unknown" or "uncertain" or "undecided" or "silent" || (wording[place] is "yet" or "still" && place + 1 < wording.Count && wording[place + 1] == "to");

    private static bool IsDenial(Wording wording, int place) =>
        (wording[place] == "against" && WarningBefore(wording, place) is not null)
        || (place > 0 && (wording[place - 1], wording[place]) is ("rather", "than") or ("instead", "of"))
        || IsDenialAlone(wording, place);

    // Warned against it; voted 285 to 272 against it.
    private static int? WarningBefore(Wording wording, int against)
    {
        var before = against - 1;
        while (before > 0 && against - before < Numbers && (char.IsAsciiDigit(wording[before][0]) || wording[before] is "to" or "by"))
        {
            before--;
        }

        return before >= 0 && Warnings.Contains(wording.Tokens[before].Stem) ? before : null;
    }

    // Voted against it: there was no vote for it.
    private static IEnumerable<int> VoteBefore(Wording wording, int place) =>
        wording[place] == "against" && WarningBefore(wording, place) is { } vote && wording[vote].StartsWith("vote", StringComparison.Ordinal) ? [vote] : [];

    // The t of “didn't”.
    private static bool IsDenialAlone(Wording wording, int place) =>
        Denials.Contains(wording[place]) && (wording[place] != "t" || (place > 0 && wording.Before(place) is "'" or "’" && wording[place - 1].EndsWith('n')));

    // “No more than” bounds a number; “nobody but the Syrians” are the Syrians; “not only” affirms.
    private static bool IsOnly(Wording wording, int place) =>
        (place + 1 < wording.Count && wording[place + 1] is "only" or "more" or "less" or "fewer" or "later" or "longer")
        || (wording[place] is "nobody" or "nothing" or "none" or "no" && Enumerable.Range(place + 1, Math.Min(6, wording.Count - place - 1)).Any(next => wording[next] is "but" or "except"));

    private static List<int> ScopeFrom(Wording wording, int start, bool isVerb)
    {
        var scope = new List<int>();
        var isListing = wording[start] is "neither" or "no" or "without" or "none";
        for (var place = start + 1; place < Math.Min(wording.Count, start + Reach); place++)
        {
            if ((scope.Count > 0 && (wording.IsParted(place) || (wording[place] == "and" && !isListing)))
                || wording[place] is "but" || (wording.IsParted(place) && wording.StartsSentence(place))
                || (IsDenial(wording, place) && wording[place] != "nor")
                || (isVerb && place == start + 1 && Prepositions.Contains(wording[place])))
            {
                break;
            }

            if (wording.IsContent(place) && !Asides.Contains(wording[place]) && !Coverage.IsFree(wording.Tokens[place].Stem))
            {
                scope.Add(place);
            }
        }

        return scope;
    }

    /// <param name="Words">Those that are denied, as places.</param>
    /// <param name="IsListing">Whether each of them is denied by itself: neither choose nor refuse.</param>
    private sealed record Scope(List<int> Words, bool IsListing);
}
