using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// The line under a story that says whose it is, as in <c>Copyright © 2012 Example.com. All Rights Reserved. | https://example.com/82277 |</c>.
/// It is about the story and not part of it.
/// </summary>
/// <param name="Start">Offset of its first UTF-16 unit in the body.</param>
internal sealed partial record ClosingLine(int Start, string? Source, Uri? Url)
{
    private const int MaxLength = 500;

    public static ClosingLine? Find(string body)
    {
        var end = body.AsSpan().TrimEnd().Length;
        var start = end == 0 ? 0 : body.LastIndexOf('\n', end - 1) + 1;
        if (end - start > MaxLength || Notice().Match(body[start..end]) is not { Success: true } notice)
        {
            return null;
        }

        var source = DomainEnding().Replace(notice.Groups["owner"].Value.Trim(' ', '.', ',', '|'), "");
        return new ClosingLine(
            start,
            source.Length == 0 ? null : source,
            Address().Match(notice.Value) is { Success: true } address && Uri.TryCreate(address.Value, UriKind.Absolute, out var url) ? url : null);
    }

    [GeneratedRegex(
        @"^\W{0,3}(Copyright\s*)?(©|\(c\)|Copyright)\s*(\d{4}\s*([-–]\s*\d{4})?)?\s*(by\s+)?(?<owner>[^|©\d]{0,80}?)\s*(?=\.?\s*All Rights Reserved|\||\d{4}|$).*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Notice();

    [GeneratedRegex(@"https?://[^\s|<>""]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\.(com|org|net|co\.uk|info)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex DomainEnding();
}
