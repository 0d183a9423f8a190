using System.Collections.Frozen;

namespace NewsBot.Retrieval.Sentences;

/// <summary>What a full stop after a word can be, other than the end of a sentence.</summary>
internal enum Abbreviation
{
    /// <summary>An ordinary word: the full stop ends the sentence.</summary>
    None,

    /// <summary>Stands before a name or a clause, so a sentence goes on after it: Gen. Salim, Ali vs. Frazier.</summary>
    NeverEnds,

    /// <summary>Goes on only with a number: Jan. 22, No. 5.</summary>
    BeforeNumber,

    /// <summary>A time of day, which goes on with a day or a time zone: 8 p.m. Tuesday, 9 a.m. EST.</summary>
    TimeOfDay,

    /// <summary>May end a sentence; then a word follows that typically starts one: … in the U.S. The …, … Acme Inc. But …</summary>
    MayEnd,
}

/// <summary>The abbreviations of English-language news.</summary>
internal static class Abbreviations
{
    // Longer than any abbreviation here: looking further back would only cost time.
    private const int LongestToken = 12;

    // "Gen." is a general, but "gen." at the end of a sentence is slang: most count only with a capital.
    private static readonly FrozenDictionary<string, Abbreviation> Capitalised = Table(
        (Abbreviation.NeverEnds,
            """
            Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Hon Rev Fr Msgr Sen Sens Rep Reps Gov Govs Pres Amb Sec Atty Asst Assoc Dep Dir
            Gen Adm Col Maj Capt Cmdr Cdr Lt Sgt Cpl Pvt Pfc Spc Brig Det Supt Insp Sgts Lts Cols Gens Ft Mt Mts Ald Treas
            """),
        (Abbreviation.BeforeNumber,
            "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri No Nos Fig Figs Vol Vols Ch Sect"),
        (Abbreviation.MayEnd,
            """
            Inc Co Cos Corp Ltd Bros Plc LLC LLP Jr Sr Esq St Sts Ave Blvd Rd Hwy Pkwy Dept Univ Assn Intl Natl Bldg Gmbh
            Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn
            Tex Va Vt Wash Wis Wyo Ont Que
            """));

    private static readonly FrozenDictionary<string, Abbreviation> Lowercase = Table(
        (Abbreviation.NeverEnds, "vs v cf viz e.g i.e eg ie approx ca aka a.k.a"),
        (Abbreviation.BeforeNumber, "no nos p pp vol vols fig ch est art"),
        (Abbreviation.TimeOfDay, "a.m p.m"),
        (Abbreviation.MayEnd, "plc dept govt al"));

    private static readonly FrozenDictionary<string, Abbreviation>.AlternateLookup<ReadOnlySpan<char>> CapitalisedLookup =
        Capitalised.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, Abbreviation>.AlternateLookup<ReadOnlySpan<char>> LowercaseLookup =
        Lowercase.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads the word before the full stop at <paramref name="dot"/>.</summary>
    public static Abbreviation Before(ReadOnlySpan<char> text, int dot)
    {
        var start = dot;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
            if (dot - start > LongestToken)
            {
                return Abbreviation.None;
            }
        }

        var token = text[start..dot].TrimStart('.');
        if (token.IsEmpty || (start > 0 && char.IsDigit(text[start - 1]) && !IsTimeOfDay(token)))
        {
            return Abbreviation.None;
        }

        if (IsTimeOfDay(token))
        {
            return Abbreviation.TimeOfDay;
        }

        if (CapitalisedLookup.TryGetValue(token, out var known) && char.IsUpper(token[0]))
        {
            return known;
        }

        if (LowercaseLookup.TryGetValue(token, out known) && (char.IsLower(token[0]) || known == Abbreviation.NeverEnds))
        {
            return known;
        }

        // A network's name and no initial: … she wrote on X. Police …
        if (token is "X" && text[..start].EndsWith(" on "))
        {
            return Abbreviation.None;
        }

        // J. K. Rowling, George W. Bush; U.S., D.C., Ph.D.
        return token.Length == 1 || IsDotted(token) ? Abbreviation.MayEnd : Abbreviation.None;
    }

    private static bool IsTimeOfDay(ReadOnlySpan<char> token) =>
        token.Equals("a.m", StringComparison.OrdinalIgnoreCase) || token.Equals("p.m", StringComparison.OrdinalIgnoreCase);

    // Short parts with a full stop after each: "U.S", "Ph.D". Not "talks.The", where scraping has lost a space.
    private static bool IsDotted(ReadOnlySpan<char> token)
    {
        var part = 0;
        var parts = 1;
        foreach (var c in token)
        {
            part = c == '.' ? 0 : part + 1;
            parts += c == '.' ? 1 : 0;
            if (part > 2)
            {
                return false;
            }
        }

        return parts > 1;
    }

    private static FrozenDictionary<string, Abbreviation> Table(params ReadOnlySpan<(Abbreviation Kind, string Words)> groups)
    {
        var table = new Dictionary<string, Abbreviation>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, words) in groups)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                table[word] = kind;
            }
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
