using NewsBot.Retrieval.Articles.Pages;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// Turns a story as it was read into an article: its format gives the fields, its closing lines fill in what is missing, and each
/// field is checked. Only a story without text, or one that cannot be read at all, is rejected.
/// </summary>
public static class ArticleParser
{
    private const int LongestField = 300;
    private const int LengthOfMadeTitle = 80;

    // The first sentence is at most this long, so a title never costs more than this much splitting.
    private const int TitleIsWithin = 4_000;

    /// <summary>Parses one story; the same story always gives the same article.</summary>
    public static ParsedArticle Parse(RawArticle raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        try
        {
            var fields = ReadFields(raw);
            return ToArticle(raw.Hints?.Complete(fields) ?? fields, raw.FallbackId);
        }
        catch (UnreadableStoryException unreadable)
        {
            return new ParsedArticle.Rejected(unreadable.Message);
        }
    }

    private static StoryFields ReadFields(RawArticle raw) => raw.Format switch
    {
        ArticleFormat.Text => TextStory.Read(raw.Content),
        ArticleFormat.Markdown => MarkdownStory.Read(raw.Content),
        ArticleFormat.Json => JsonStory.Read(raw.Content),
        ArticleFormat.Fields => new StoryFields(raw.Content, Url: raw.Address?.AbsoluteUri),
        ArticleFormat.Html => PageStory.Read(raw.Content, raw.Address),
        _ => throw new ArgumentOutOfRangeException(nameof(raw), raw.Format, "Not a format of stories."),
    };

    private static ParsedArticle ToArticle(StoryFields fields, string fallbackId)
    {
        var closing = ClosingLines.Find(fields.Text);
        var body = fields.Text[..closing.Start];
        if (!body.Any(char.IsLetterOrDigit))
        {
            return new ParsedArticle.Rejected("The story has no text.");
        }

        var warnings = new List<string>();
        var url = ReadUrl(fields.Url, warnings) ?? closing.Url;
        ArticleId id;
        if (!string.IsNullOrWhiteSpace(fields.Id))
        {
            if (!ArticleId.TryCreate(fields.Id, out id))
            {
                return new ParsedArticle.Rejected(
                    $"The id “{Shown(fields.Id)}” cannot be used: at most {ArticleId.MaxLength} characters, none of them control characters.");
            }
        }
        else
        {
            id = url is null ? ArticleId.FromFileName(fallbackId) : ArticleId.FromUrl(url);
        }

        var article = new Article(
            id,
            Clean(fields.Title) ?? TitleFrom(body),
            Clean(fields.Source) ?? Clean(closing.Source) ?? OutletOf(url),
            Byline.Clean(Clean(fields.Author)),
            ReadDate(fields.Date, warnings),
            url,
            body)
        {
            Language = StoryLanguage.Of(body, fields.Language),
        };
        return new ParsedArticle.Accepted(article, warnings);
    }

    private static string? Clean(string? field) =>
        field is not null && SingleLine.Clean(field, LongestField) is { Length: > 0 } cleaned ? cleaned : null;

    private static string TitleFrom(string body)
    {
        var sentences = SentenceSplitter.Split(SingleLine.Truncate(body, TitleIsWithin));
        var first = SingleLine.Clean(sentences.Count > 0 ? sentences[0].Text : body, LongestField);
        if (first.Length <= LengthOfMadeTitle)
        {
            return first;
        }

        var start = SingleLine.Truncate(first, LengthOfMadeTitle);
        var lastWord = start.LastIndexOf(' ');
        return (lastWord > LengthOfMadeTitle / 2 ? start[..lastWord] : start).TrimEnd(' ', ',', ';', ':', '-', '–', '—') + "…";
    }

    private static Uri? ReadUrl(string? value, List<string> warnings)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var url = WebAddress.Parse(value.Trim());
        if (url is null)
        {
            warnings.Add($"The URL “{Shown(value)}” was left out: only complete http and https addresses without a user name are kept.");
        }

        return url;
    }

    private static DateTimeOffset? ReadDate(string? value, List<string> warnings)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var date = PublicationDate.Parse(value);
        if (date is null)
        {
            warnings.Add($"The date “{Shown(value)}” was left out, because it is not clear which day it is: write it as 2013-05-07.");
        }

        return date;
    }

    private static string? OutletOf(Uri? url)
    {
        if (url is null)
        {
            return null;
        }

        var host = url.Host.ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "mobile.", "m."])
        {
            host = host.StartsWith(prefix, StringComparison.Ordinal) ? host[prefix.Length..] : host;
        }

        return host;
    }

    private static string Shown(string value) => SingleLine.Clean(value, 80);
}
