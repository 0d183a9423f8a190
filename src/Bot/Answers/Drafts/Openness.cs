using System.Collections.Frozen;

namespace NewsBot.Answers.Drafts;

/// <summary>How certain a sentence makes each of its words: what it tells as a fact, as still to come, or leaves open.</summary>
internal static class Openness
{
    // In words: an infinitive is not far from what it hangs on.
    private const int Reach = 10;

    private static readonly FrozenDictionary<string, Level> Auxiliaries = new Dictionary<string, Level>(StringComparer.Ordinal)
    {
        ["will"] = Level.ToCome,
        ["would"] = Level.ToCome,
        ["shall"] = Level.ToCome,
        ["must"] = Level.ToCome,
        ["may"] = Level.Open,
        ["might"] = Level.Open,
        ["could"] = Level.Open,
        ["should"] = Level.Open,
        ["can"] = Level.Open,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // They open what follows with “to”: expected to meet, called on the delegation to sign, threatened to resign.
    private static readonly FrozenSet<string> Openers = Stems.Of(
            """
            expect expected plan planned plans hope hoped want wanted threaten threatened propose proposed aim aimed try tried trying seek sought intend
            intended call called ask asked urge urged demand demanded order ordered likely suppose supposed promise promised vow vowed pledge pledged able ready commit committed
            """);

    // What is decided is to come.
    private static readonly FrozenSet<string> Resolves = Stems.Of("agree agreed decide decided decides undertake undertook resolve resolved prepare prepared offer offered");

    // They are no knowledge: suspected the West of leaving; anywhere in a draft they say so of all of it.
    private static readonly FrozenSet<string> Suspicions = Stems.Of("suspect suspects suspected suspicion fear fears feared guess guessed speculate speculated speculation assume assumed accuse accused accuses accusing accusation accusations allege alleges alleging allegation allegations");

    // They open what they have as an object: asked for a loan, sought a lower rate. By words: “called for”, but not “called him”.
    private static readonly FrozenSet<string> ForOpeners = Stems.Of("ask asked asking call calls called calling aim aims aimed aiming push pushed pushing press pressed pressing hope hopes hoped hoping apply applied appeal appealed bid plan plans planned look looking looked request requested");

    private static readonly FrozenSet<string> ObjectOpeners = Stems.Of("expect expects expected expecting seek seeks sought seeking want wants wanted wanting demand demands demanded demanding request requests requested requesting propose proposes proposed proposing");

    // What is foreseen is to come.
    private static readonly FrozenSet<string> Plans = "foreseen planned scheduled envisaged intended proposed".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // In a draft they may stand for what opens in the story: foresees a body, for calls for one.
    private static readonly FrozenSet<string> DraftOpeners = Stems.Of("foresee foresees foresaw foreseen envisage envisages envisaged");

    // Right before “to”: are thought to hold.
    private static readonly FrozenSet<string> Hedges = Stems.Of("thought believed reported alleged understood assumed appear appears appeared seem seems seemed rumoured claim claims claimed estimated considered");

    private static readonly FrozenSet<string> Doubts = Stems.Of("doubt doubts doubted doubting doubtful sceptical skeptical unsure question questioned");

    private static readonly FrozenSet<string> OpenClauses = "whether if perhaps maybe possibly apparently unless probably allegedly reportedly supposedly presumably".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The less certain, the higher.</summary>
    public enum Level
    {
        Fact,
        ToCome,
        Open,
    }

    /// <summary>Whether a word says of its sentence that not all of it is a fact.</summary>
    public static bool IsMarker(Wording wording, int place) =>
        Auxiliaries.ContainsKey(wording[place]) || Openers.Contains(wording.Tokens[place].Stem) || OpenClauses.Contains(wording[place]);

    /// <summary>The level of each word of a sentence.</summary>
    /// <param name="isDraft">Whether it is the draft, in which more ways of leaving something open count.</param>
    public static Level[] Of(Wording wording, bool isDraft)
    {
        var levels = new Level[wording.Count];
        for (var place = 0; place < wording.Count; place++)
        {
            if (Auxiliaries.TryGetValue(wording[place], out var level) && (place == 0 || !wording.Tokens[place].IsCapitalised))
            {
                RaiseHead(wording, levels, place + 1, level);
            }
            else if (wording[place] is "is" or "are" or "was" or "were" or "due" && place + 1 < wording.Count && wording[place + 1] == "to")
            {
                RaiseHead(wording, levels, place + 2, Level.ToCome);
            }
            else if (place + 1 < wording.Count && wording[place + 1] == "to" && (Hedges.Contains(wording.Tokens[place].Stem) || wording[place] == "said"))
            {
                RaiseHead(wording, levels, place + 2, Level.Open);
            }
            else if ((wording[place] is "tell" or "told" || Openers.Contains(wording.Tokens[place].Stem)) && !WasAble(wording, place) && InfinitiveAfter(wording, place) is { } infinitive)
            {
                RaiseHead(wording, levels, infinitive + 1, Level.Open);
                if (isDraft)
                {
                    RaiseClause(wording, levels, place + 1);
                }
            }
            else if (Resolves.Contains(wording.Tokens[place].Stem) && InfinitiveAfter(wording, place) is { } resolved)
            {
                RaiseHead(wording, levels, resolved + 1, Level.ToCome);
            }
            else if (Plans.Contains(wording[place]) && place > 0 && wording[place - 1] is "is" or "are" or "was" or "were")
            {
                RaiseBefore(wording, levels, place);
            }
            else if (Suspicions.Contains(wording.Tokens[place].Stem))
            {
                if (isDraft)
                {
                    Array.Fill(levels, Level.Open);
                }
                else
                {
                    RaiseClause(wording, levels, place + 1);
                }
            }
            else if (IsObjectOpen(wording, place) || (isDraft && DraftOpeners.Contains(wording.Tokens[place].Stem)))
            {
                RaiseClause(wording, levels, place + 1, isDraft);
            }
            else if (Doubts.Contains(wording.Tokens[place].Stem) && place + 1 < wording.Count && wording[place + 1] is "that" or "whether" or "if")
            {
                RaiseClause(wording, levels, place + 2);
            }
            else if (isDraft && wording[place] == "to")
            {
                // What is to be done is no fact, whatever it hangs on.
                Raise(levels, HeadFrom(wording, place + 1), Level.ToCome);
            }
            else if (OpenClauses.Contains(wording[place]))
            {
                // “Whether he goes”; “perhaps, Kerry said, he goes”
                var clause = place + 1 < wording.Count ? wording.Clauses[place + 1] + (wording.IsParted(place + 1) ? 1 : 0) : 0;
                for (var next = place + 1; next < Math.Min(wording.Count, place + Reach); next++)
                {
                    // “Whether he goes is unclear”
                    if (place == 0 && next > 2 && wording[next] is "is" or "was" or "are" or "were" or "depends" or "depended")
                    {
                        break;
                    }

                    Raise(levels, wording.Clauses[next] == clause ? next : null, Level.Open);
                }
            }
        }

        return levels;
    }

    // Whoever was able to did.
    private static bool WasAble(Wording wording, int place) => wording[place] == "able" && place > 0 && wording[place - 1] is "was" or "were";

    private static bool IsObjectOpen(Wording wording, int place) =>
        (place + 1 < wording.Count && wording[place + 1] == "for" && ForOpeners.Contains(wording.Tokens[place].Stem))
        || (ObjectOpeners.Contains(wording.Tokens[place].Stem) && place > 0 && wording[place - 1] is not ("a" or "the" or "an" or "as" or "than"));

    // As far as its clause goes, names apart.
    private static void RaiseClause(Wording wording, Level[] levels, int from, bool goesOnWithAnd = false)
    {
        for (var place = from; place < Math.Min(wording.Count, from + (goesOnWithAnd ? 2 * Reach : Reach)) && (!wording.IsParted(place) || (goesOnWithAnd && wording[place] == "and")); place++)
        {
            Raise(levels, wording.Tokens[place].IsCapitalised ? null : place, Level.Open);
        }
    }

    private static void RaiseBefore(Wording wording, Level[] levels, int from)
    {
        for (var place = from - 1; place >= 0 && wording.Clauses[place] == wording.Clauses[from]; place--)
        {
            Raise(levels, wording.Tokens[place].IsCapitalised ? null : place, Level.ToCome);
        }
    }

    private static void RaiseHead(Wording wording, Level[] levels, int from, Level level)
    {
        var head = HeadFrom(wording, from);
        Raise(levels, head, level);
        Raise(levels, JoinedTo(wording, head), level);

        // Agreed to work towards establishing it.
        if (head is { } work && work + 2 < wording.Count && wording[work + 1] is "towards" or "toward" && wording[work + 2].EndsWith("ing", StringComparison.Ordinal))
        {
            Raise(levels, work + 2, level);
        }

        // There might be enough light to wake it.
        if (level == Level.Open && head is { } opener && InfinitiveAfter(wording, opener) is { } infinitive)
        {
            Raise(levels, HeadFrom(wording, infinitive + 1), level);
        }
    }

    private static void Raise(Level[] levels, int? place, Level level)
    {
        if (place is { } head && levels[head] < level)
        {
            levels[head] = level;
        }
    }

    // Neither simple nor quick; examined and rejected.
    private static int? JoinedTo(Wording wording, int? head) =>
        head is { } place && place + 2 < wording.Count && wording[place + 1] is "and" or "or" or "nor" && wording.IsContent(place + 2) ? place + 2 : null;

    // The verb itself, behind what stands before it: could thus lose, will not be touched.
    private static int? HeadFrom(Wording wording, int from)
    {
        for (var place = from; place < Math.Min(wording.Count, from + 5) && !OpenClauses.Contains(wording[place]); place++)
        {
            // “Could say” tells nothing of what is said.
            if (wording[place] is "say" or "tell")
            {
                return null;
            }

            // “Would be the communique” tells what is what.
            if (place > from && wording[place] is "the" or "a" or "an" or "his" or "her" or "its" or "their")
            {
                return null;
            }

            if (wording.IsContent(place) && !wording[place].EndsWith("ly", StringComparison.Ordinal) && wording[place] is not ("thus" or "also" or "still" or "even" or "have" or "soon" or "neither" or "never" or "first" or "yet" or "now" or "then" or "only" or "just" or "always" or "again")
                && !(place > 0 && wording.Tokens[place].IsCapitalised))
            {
                return place;
            }
        }

        return null;
    }

    private static int? InfinitiveAfter(Wording wording, int opener)
    {
        for (var place = opener + 1; place < Math.Min(wording.Count, opener + Reach) && !wording.IsParted(place); place++)
        {
            if (wording[place] == "to" && place + 1 < wording.Count && wording[place + 1] is not ("the" or "a" or "an" or "his" or "her" or "its" or "their" or "our" or "my" or "your" or "this" or "that") && !wording.Tokens[place + 1].IsCapitalised && char.IsLetter(wording[place + 1][0]))
            {
                return place;
            }
        }

        return null;
    }
}
