using NewsBot.Activities;
using NewsBot.Answers;

namespace NewsBot.Channels;

/// <summary>Citations as Teams and Web Chat know them.</summary>
internal static class Claims
{
    private const int MaxName = 80;
    private const int MaxAbstract = 160;

    /// <param name="urlOf">Where a citation leads; null: nowhere.</param>
    public static IReadOnlyList<Claim> Of(IEnumerable<Citation> citations, Func<Citation, string?> urlOf) =>
        [.. citations.Select(citation => new Claim(citation.Number, new ClaimAppearance(Short(NameOf(citation), MaxName), Short(citation.Sentence.Text, MaxAbstract), urlOf(citation))))];

    /// <summary>Outlet, date and title: the title comes last, as it is what is cut off.</summary>
    public static string NameOf(Citation citation) => string.Join(
        " · ", new[] { citation.Article.Source, Dates.Spoken(citation.Article.Published), citation.Article.Title }.OfType<string>());

    // In UTF-16 units, without half a character at the end.
    private static string Short(string text, int length)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
        {
            return line;
        }

        var end = length - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }
}
