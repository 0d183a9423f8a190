using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Statements;

/// <summary>Compares the names of speakers, however fully a story or a question gives them.</summary>
public static partial class SpeakerName
{
    /// <summary>By which a speaker is looked up: the stem of the last word, <c>lavrov</c>; null for nobody.</summary>
    public static string? KeyOf(string? name) => Term.AllIn(name ?? "") is [.., var last] ? last.Stem : null;

    /// <summary>
    /// Whether one name may be a shorter or otherwise spelled form of the other: <c>Lavrov</c>, <c>Sergei Lavrov</c>, <c>Mr. Sergey Lavrov</c>;
    /// but not <c>Bill Clinton</c> and <c>Hillary Clinton</c>, nor <c>Foreign Ministry</c> and <c>Defence Ministry</c>.
    /// </summary>
    public static bool AreSame(string name, string other)
    {
        var (shorter, longer) = (Term.AllIn(WithoutTitle(name)), Term.AllIn(WithoutTitle(other))) is var (left, right) && left.Count <= right.Count ? (left, right) : (right, left);
        if (shorter.Count == 0 || OfSomebody().IsMatch(name) != OfSomebody().IsMatch(other))
        {
            return false;
        }

        // The family name comes last, or first as in Ban Ki-moon.
        if (shorter is [var only])
        {
            return only.Stem == longer[^1].Stem || only.Stem == longer[0].Stem;
        }

        // First names are spelled in several ways, but seldom with another beginning.
        return shorter[^1].Stem == longer[^1].Stem && shorter.SkipLast(1).All(term => longer.SkipLast(1).Any(with => Alike(term.Stem, with.Stem)));
    }

    // Lavrov's spokesman; a spokesman for Lavrov
    [GeneratedRegex(@"['’]s? |^\p{Ll}.* (for|of|to|from) ", RegexOptions.ExplicitCapture)]
    private static partial Regex OfSomebody();

    private static string WithoutTitle(string name) => Title().Replace(name, "");

    // Those that stand before people's names only: a General Assembly and a State Department keep theirs.
    [GeneratedRegex(
        @"^(the )?(((?!for |of |to |and )\S+ ){0,3}minister|secretary of \p{L}+|secretary-general|mr|mrs|ms|miss|dr|sir|lord|lady|president|chancellor|premier"
        + @"|senator|sen|representative|governor|gov|mayor|king|queen|prince|princess|pope|captain|capt|major|maj|colonel|col|lieutenant|lt|sergeant|sgt"
        + @"|general(?! (assembly|council|court|staff|secretariat|motors|electric|mills|dynamics)\b)|gen|admiral|adm|commander|archbishop|bishop|rabbi|imam|professor|prof|congressman|congresswoman|rep"
        + @"|ambassador|envoy)\.? (?=\S)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    private static bool Alike(string left, string right) =>
        left == right || left.Length == 1 || right.Length == 1 ? left[0] == right[0] : left.Length > 3 && right.Length > 3 && left[..4] == right[..4];
}
