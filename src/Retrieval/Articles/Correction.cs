using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>Whether a story says of itself that it has been corrected.</summary>
public static partial class Correction
{
    /// <summary>Whether the story holds a note such as “This story has been corrected to …” or “Correction: An earlier version …”.</summary>
    public static bool IsNotedIn(string body) => Note().IsMatch(body);

    [GeneratedRegex(
        @"(^|\n)\W*(corrections?\b( ?\([^)\n]{1,40}\))?\s?[:—–-]|correct(s|ed):)|\b(this|the|an earlier|a previous|an original|the original) (story|article|version|report|post|headline)( of this (story|article|report|post))? (has been|was|is) (updated (and|to) correct(ed)?|corrected)\b|\b(an|the) (earlier|previous|original) version of this (story|article|report|post|headline) (incorrectly |mistakenly |wrongly |gave the wrong |misstated |misspelled |misidentified |said )|\bthis (story|article|version) corrects\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Note();
}
