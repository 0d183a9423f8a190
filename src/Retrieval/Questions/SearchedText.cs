using System.Text;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>Cuts from a question what only narrows the stories, and mends the cuts.</summary>
internal static partial class SearchedText
{
    public static string Of(string text, IReadOnlyList<TextSpan> cut)
    {
        if (cut.Count == 0)
        {
            return text;
        }

        var rest = new StringBuilder();
        var position = 0;
        foreach (var span in cut.OrderBy(span => span.Start))
        {
            rest.Append(text.AsSpan(position, Math.Max(0, span.Start - position))).Append(' ');
            position = Math.Max(position, span.End);
        }

        var joined = Blanks().Replace(rest.Append(text.AsSpan(position)).ToString(), " ").Trim();
        joined = BlankBeforeMark().Replace(joined, "");
        joined = LostComma().Replace(joined, "");
        return NothingLeft().IsMatch(joined) ? "" : joined.Trim();
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(" (?=[?!.,;:)])")]
    private static partial Regex BlankBeforeMark();

    // What a phrase at the beginning or the end leaves behind: "In May, what …", "What happened, …?"
    [GeneratedRegex(@"^[ ,;:.–—-]+(that )?|,(?=[?!.,;:])", RegexOptions.ExplicitCapture)]
    private static partial Regex LostComma();

    [GeneratedRegex(@"^\W*((and|so|but|or|what about|how about)\b)?[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NothingLeft();
}
