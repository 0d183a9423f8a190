using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// What publishers put below a story: whose it is, where it stands, whom to follow. It is cut from the end, so offsets into the rest
/// do not change, and a copyright line tells the outlet and the URL.
/// </summary>
/// <param name="Start">Where the first of these lines begins; the text's length if there are none.</param>
/// <param name="Source">The owner of the rights, without <c>.com</c>: <c>Copyright © 2012 Naharnet.com.</c> is “Naharnet”.</param>
/// <param name="Url">The story's address, where the copyright line names one.</param>
internal sealed partial record ClosingLines(int Start, string? Source, Uri? Url)
{
    private const int LongestLine = 300;
    private const int LongestOwner = 60;
    private const int MostLines = 5;

    public static ClosingLines Find(string text)
    {
        var found = new ClosingLines(text.Length, Source: null, Url: null);
        for (var count = 0; count < MostLines; count++)
        {
            // A line that is the whole text is the story, whatever it looks like.
            var end = text.AsSpan(0, found.Start).TrimEnd().Length;
            var start = text.AsSpan(0, end).LastIndexOfAny('\n', '\r') + 1;
            if (start == 0 || end - start > LongestLine)
            {
                break;
            }

            var line = text[start..end].Trim();
            if (ReadCopyright(line) is var (source, url))
            {
                found = new(start, source ?? found.Source, url ?? found.Url);
            }
            else if (Promotion().IsMatch(line))
            {
                found = found with { Start = start };
            }
            else
            {
                break;
            }
        }

        return found;
    }

    // Copyright © 2012 Example.com. All Rights Reserved. | https://example.org/stories/82277 |
    private static (string? Source, Uri? Url)? ReadCopyright(string line)
    {
        var notice = Copyright().Match(line);
        if (!notice.Success)
        {
            return null;
        }

        var owner = notice.Groups["owner"].Value.Trim(' ', '.', ',', ';', '|', '-', '–', '—');
        owner = DomainEnding().Replace(owner, "");
        var address = Address().Match(line);
        return (
            owner.Length is > 1 and <= LongestOwner && owner.Any(char.IsLetter) ? owner : null,
            address.Success ? WebAddress.Parse(address.Value.TrimEnd('.', ',', ')'), LongestLine) : null);
    }

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // A notice has the sign, or the word before a year: "Copyright law is changing." is a sentence of the story.
    // The owner's name runs to a bar, an address, "All rights reserved" or the end of the sentence.
    private const string Years = @"[0-9]{4}(\s*[-–]\s*[0-9]{4})?\s*,?";

    private const string Notice = $@"((copyright\s*)?(©|\(c\)|&copy;)\s*(copyright\s*)?({Years})?|copyright\s+{Years})";

    [GeneratedRegex($@"^{Notice}\s*(by\s+)?(?<owner>.*?)\s*(\||https?:|all rights reserved|\.\s|\.?$)", Options)]
    private static partial Regex Copyright();

    [GeneratedRegex(@"https?://[^\s|<>""]+", Options)]
    private static partial Regex Address();

    [GeneratedRegex(@"\.(com|net|org|info|news|co\.uk|co|tv)$", Options)]
    private static partial Regex DomainEnding();

    // Lines that no story's last sentence looks like.
    private const string Following = @"(follow|like) .{1,60} on (twitter|facebook|instagram|x|youtube|telegram)\b.{0,80}";

    private const string OtherStories = @"(read more|read also|also read|related( articles| stories)?|see also)\s*:.{0,200}";

    [GeneratedRegex($@"^({Following}|{OtherStories}|all rights reserved\.?)$", Options)]
    private static partial Regex Promotion();
}
