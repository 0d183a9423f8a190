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
        [.. citations.Select(citation => new Claim(citation.Number, new ClaimAppearance(Excerpt.Of(NameOf(citation), MaxName), Excerpt.Of(citation.Sentence.Text, MaxAbstract), urlOf(citation))))];

    /// <summary>Outlet, date and title: the title comes last, as it is what is cut off.</summary>
    public static string NameOf(Citation citation) => string.Join(
        " · ", new[] { citation.Article.Source, Dates.Spoken(citation.Article.Published), citation.Article.Title }.OfType<string>());
}
