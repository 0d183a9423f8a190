using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Search;

/// <summary>The several ways in which outlets spell the same word: <c>UN</c> and <c>U.N.</c>, <c>Schäuble</c> and <c>Schaeuble</c>, <c>100,000</c> and <c>100000</c>.</summary>
public static partial class Spellings
{
    /// <summary>All spellings of a word to ask a full-text index for, itself included.</summary>
    /// <param name="word">See <see cref="Term.Word"/>.</param>
    public static IEnumerable<string> Of(string word)
    {
        yield return word;
        if (word == "usa")
        {
            yield return "us";
            yield return "u.s.";
            yield return "u.s.a.";
        }
        else if (Initials().IsMatch(word))
        {
            yield return string.Join('.', word.AsEnumerable()) + ".";
        }
        else if (WithoutMarks(word) is var bare && bare.Length < word.Length)
        {
            yield return bare;
        }
        else if (LongNumber().IsMatch(word))
        {
            yield return ThousandsEnd().Replace(word, ",");
        }

        if (Unify(word) is var unified && unified.Length < word.Length)
        {
            yield return unified;
        }
    }

    /// <summary>Without the periods of initials and the commas of thousands.</summary>
    internal static string WithoutMarks(string word) =>
        word.Contains(',', StringComparison.Ordinal) || (word.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(word[0]))
            ? word.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
            : word;

    /// <summary>Umlauts as they are written where there are none.</summary>
    internal static string WithoutUmlauts(string lower) => lower
        .Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal)
        .Replace("ø", "oe", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);

    /// <summary>With one letter for what was or may have been an umlaut, since many drop its dots.</summary>
    internal static string Unify(string word) => word
        .Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z]{2,3}$")]
    private static partial Regex Initials();

    [GeneratedRegex("^[0-9]{5,}$")]
    private static partial Regex LongNumber();

    [GeneratedRegex("(?<=[0-9])(?=([0-9]{3})+$)", RegexOptions.ExplicitCapture)]
    private static partial Regex ThousandsEnd();
}
