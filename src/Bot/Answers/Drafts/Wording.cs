using System.Buffers;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>The words of a sentence, with what the rules ask of each.</summary>
internal sealed class Wording
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",;:.?!()—–“”\"");
    private static readonly SearchValues<char> Openings = SearchValues.Create(".?!:“\"‘");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:—–");

    private readonly HashSet<string>[] baseForms;

    public Wording(string text)
    {
        Text = text;
        Tokens = Token.AllIn(text);
        baseForms = [.. Tokens.Select(token => token.IsStopWord ? [] : BaseForms.Of(token.Term.Word, WordClass.Verb).ToHashSet(StringComparer.Ordinal))];
        Clauses = ClausesOf(this);
    }

    public string Text { get; }

    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>For each word the number of its clause, from 0.</summary>
    public IReadOnlyList<int> Clauses { get; }

    public int Count => Tokens.Count;

    public string this[int place] => Tokens[place].Term.Word;

    public bool IsContent(int place) => !Tokens[place].IsStopWord && (Tokens[place].Length > 1 || char.IsAsciiDigit(Text[Tokens[place].Start]));

    /// <summary>As written, with its capitals.</summary>
    public string Written(int place) => Text[Tokens[place].Start..Tokens[place].End];

    /// <summary>What stands between a word and the one before it.</summary>
    public ReadOnlySpan<char> Before(int place) => place == 0 ? "" : Text.AsSpan(Tokens[place - 1].End..Tokens[place].Start);

    /// <summary>Whether a punctuation mark parts a word from the one before it.</summary>
    public bool IsParted(int place) => Before(place).ContainsAny(Marks);

    /// <summary>Whether a sentence, or what is quoted, begins with a word.</summary>
    public bool StartsSentence(int place) => place == 0 || Before(place).ContainsAny(Openings);

    /// <summary>The next content word on one side of a word; null where there is none.</summary>
    /// <param name="step">+1 for what follows, −1 for what comes before.</param>
    public int? NextContent(int place, int step)
    {
        for (var next = place + step; next >= 0 && next < Count; next += step)
        {
            if (IsContent(next))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Whether two words are forms of one: <c>fell</c> and <c>fall</c>, <c>abstained</c> and <c>abstentions</c>.</summary>
    public bool IsFormOf(int place, Wording other, int otherPlace)
    {
        var (token, with) = (Tokens[place], other.Tokens[otherPlace]);
        return token.Stem == with.Stem
            || (!token.IsStopWord && !with.IsStopWord && (baseForms[place].Overlaps(other.baseForms[otherPlace]) || BeginAlike(token.Term.Word, with.Term.Word)));
    }

    private static bool BeginAlike(string one, string other)
    {
        var common = one.AsSpan().CommonPrefixLength(other);
        return common >= 5 && common >= 0.65 * Math.Max(one.Length, other.Length);
    }

    // Lavrov and Kerry.
    private static bool JoinsNames(Wording wording, int and) =>
        and > 0 && and + 1 < wording.Count && wording.Tokens[and - 1].IsCapitalised && wording.Tokens[and + 1].IsCapitalised;

    // A clause ends at a semicolon, or where a comma or a conjunction leads to something else that is told.
    private static int[] ClausesOf(Wording wording)
    {
        var (clauses, clause) = (new int[wording.Count], 0);
        for (var place = 0; place < wording.Count; place++)
        {
            clause += wording.Before(place).ContainsAny(ClauseEnds) || (wording[place] == "and" && !JoinsNames(wording, place)) || wording[place] is "but" or "while" or "because" or "after" or "before" or "although" or "which" or "whereas" ? 1 : 0;
            clauses[place] = clause;
        }

        return clauses;
    }
}
