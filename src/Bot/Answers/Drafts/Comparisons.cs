using System.Collections.Frozen;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), comparisons: what is longer, later or more than something else in the story is not shorter, earlier or less in the draft.</summary>
internal static class Comparisons
{
    private static readonly FrozenDictionary<string, int> Directions = new[]
    {
        (+1, "more longer larger bigger greater higher later older further faster stronger heavier richer wider warmer hotter brighter better over above beyond"),
        (-1, "less fewer shorter smaller lower earlier younger nearer closer slower weaker lighter poorer narrower colder cooler darker worse under below short"),
    }.SelectMany(side => side.Item2.Split(' ').Select(word => KeyValuePair.Create(word, side.Item1))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether each thing that the draft compares with another by “than” is compared with it so in a cited sentence, if that compares at all.</summary>
    public static bool AreKept(Draft draft) => In(draft.Wording).All(compared =>
    {
        var told = draft.Cited.Index().SelectMany(sentence => In(sentence.Item.Wording).Select(other => (sentence.Index, other)))
            .Where(one => draft.PlacesOfWord(compared.With).Contains(new Place(one.Index, one.other.With)))
            .ToList();
        return told.Count == 0 || told.Exists(one => one.other.Direction == compared.Direction);
    });

    // Two years longer than planned; not “more than two years”, which is a number's bound.
    private static IEnumerable<Comparison> In(Wording wording)
    {
        for (var place = 1; place + 1 < wording.Count; place++)
        {
            if (wording[place] == "than" && !char.IsAsciiDigit(wording[place + 1][0]) && DirectionBefore(wording, place) is { } direction
                && Enumerable.Range(place + 1, Math.Min(4, wording.Count - place - 1)).FirstOrDefault(wording.IsContent) is > 0 and var with)
            {
                yield return new Comparison(direction, with);
            }
        }
    }

    // No longer than; shorter than; more money than.
    private static int? DirectionBefore(Wording wording, int than)
    {
        for (var place = than - 1; place >= Math.Max(0, than - 4); place--)
        {
            if (Directions.TryGetValue(wording[place], out var direction))
            {
                return place > 0 && Polarity.IsDenial(wording[place - 1]) ? -direction : direction;
            }
        }

        return null;
    }

    /// <param name="Direction">+1 for more, −1 for less.</param>
    /// <param name="With">Place of the first content word of what it is compared with.</param>
    private sealed record Comparison(int Direction, int With);
}
