using System.Collections.Frozen;

namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Words that, with a capital, hardly ever continue a name. After “U.S.” or “Inc.” they tell that the full stop was also the
/// sentence's: <c>… left the U.S. The …</c> against <c>… the U.S. Senate …</c>.
/// </summary>
internal static class SentenceStarters
{
    private const int LongestWord = 12;

    private static readonly FrozenSet<string> Words =
        """
        The A An This That These Those There Here It Its He She They We You I His Her Their Our My Your One
        But And Or So Yet If When While As At By For From In On To With After Before During Since Until Although Though Because
        However Meanwhile Moreover Also Both Some Many Most Several Other Others Another Each Every All Any Nobody Not Now Then
        Today Yesterday Earlier Later Last Under Over Between Among Despite According What Who Where Why How Which Is Are Was Were
        Do Does Did Has Have Had Can Could Would Should Might Must Let Only Even Just Still Once Such Few More Instead Nearly About
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> DaysMonthsAndTimeZones =
        """
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
        January February March April May June July August September October November December
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        GMT UTC BST CET CEST ET EST EDT CT CST CDT MT MST MDT PT PST PDT IST JST HKT AEST AEDT
        Eastern Central Mountain Pacific Greenwich London Moscow Beijing Local
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordLookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TimeLookup =
        DaysMonthsAndTimeZones.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsAt(ReadOnlySpan<char> text, int position)
    {
        var word = WordAt(text, position);
        var after = position + word.Length;

        // In "J. A. Smith" the A is an initial.
        return WordLookup.Contains(word) && (after >= text.Length || text[after] != '.');
    }

    /// <summary>What a time of day goes on with: 8 p.m. Tuesday, 2 p.m. Sundays, 9 a.m. EST.</summary>
    public static bool IsDayMonthOrTimeZoneAt(ReadOnlySpan<char> text, int position)
    {
        var word = WordAt(text, position);
        return TimeLookup.Contains(word) || (word is [.., 's'] && TimeLookup.Contains(word[..^1]));
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int position)
    {
        var end = position;
        while (end < text.Length && end - position <= LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[position..end];
    }
}
