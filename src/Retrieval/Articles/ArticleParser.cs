using System.Text.Json;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace NewsBot.Retrieval.Articles;

/// <summary>Makes an article of what was read.</summary>
public static partial class ArticleParser
{
    private const int MaxFieldLength = 300;
    private const int MaxHeadlineLength = 160;
    private const int MadeUpTitleLength = 80;

    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    /// <summary>Parses a story. What is wrong with a field costs the field, not the story.</summary>
    public static ParseResult Parse(RawArticle raw)
    {
        try
        {
            var fields = raw.Format switch
            {
                ArticleFormat.Json => FromJson(raw.Content),
                ArticleFormat.Markdown => FromMarkdown(raw.Content),
                _ => FromText(raw.Content),
            };
            return Complete(fields, raw.Name);
        }
        catch (ArticleFormatException failure)
        {
            return new ParseResult.Rejected(failure.Message);
        }
    }

    private static ParseResult Complete(ArticleFields fields, string name)
    {
        var warnings = new List<string>();
        var closing = ClosingLine.Find(fields.Body);
        var body = closing is null ? fields.Body : fields.Body[..closing.Start];
        if (string.IsNullOrWhiteSpace(body))
        {
            return new ParseResult.Rejected("The story has no text.");
        }

        var url = WebAddress(fields.Url, warnings) ?? closing?.Url;
        var id = ArticleIds.Make(Clean(fields.Id), url, name);
        var article = new Article(
            id,
            Clean(fields.Title) ?? BeginningOf(body),
            Clean(fields.Source) ?? closing?.Source ?? OutletOf(url),
            Clean(fields.Author),
            PublicationDate(Clean(fields.Date), warnings),
            url,
            body);
        return new ParseResult.Parsed(article, warnings);
    }

    // --- Formats ---------------------------------------------------------------------------------------------------------------

    private static ArticleFields FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new ArticleFields(
                    Field(root, "id"), Field(root, "title"), Field(root, "source"), Field(root, "author"), Field(root, "date"), Field(root, "url"),
                    Field(root, "text") ?? "")
                : throw new ArticleFormatException("The line is not a JSON object; write one {\"title\": …, \"text\": …} a line.");
        }
        catch (JsonException failure)
        {
            throw new ArticleFormatException($"The line is not valid JSON (at character {failure.BytePositionInLine + 1}); correct it.");
        }
        catch (InvalidOperationException)
        {
            throw new ArticleFormatException("The line holds half a surrogate pair, which is not text; correct it.");
        }
    }

    private static string? Field(JsonElement story, string name) =>
        !story.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw new ArticleFormatException($"The field “{name}” is not a text; write it as a string."),
        };

    private static ArticleFields FromMarkdown(string markdown)
    {
        var frontMatter = FrontMatter().Match(markdown);
        if (!frontMatter.Success)
        {
            var heading = FirstHeading().Match(markdown);
            return heading.Success
                ? ArticleFields.OfBody(markdown[heading.Length..]) with { Title = heading.Groups["title"].Value }
                : FromText(markdown);
        }

        try
        {
            var fields = Yaml.Deserialize<Dictionary<string, object?>?>(frontMatter.Groups["yaml"].Value) ?? [];
            return new ArticleFields(
                Field(fields, "id"), Field(fields, "title"), Field(fields, "source"), Field(fields, "author"), Field(fields, "date"), Field(fields, "url"),
                markdown[frontMatter.Length..]);
        }
        catch (YamlException failure)
        {
            throw new ArticleFormatException(
                $"The front matter is not valid YAML (line {failure.Start.Line + 1}); put values that hold a colon in quotation marks.");
        }
    }

    private static string? Field(Dictionary<string, object?> fields, string name) => fields.GetValueOrDefault(name) switch
    {
        null => null,
        string text => text,
        IEnumerable<object> items => string.Join(", ", items),
        var value => value.ToString(),
    };

    private static ArticleFields FromText(string text)
    {
        var firstLine = FirstLine().Match(text);
        var line = firstLine.Groups["line"].Value;
        var isHeadline = firstLine.Success && line.Length <= MaxHeadlineLength && !EndsLikeASentence().IsMatch(line)
            && !string.IsNullOrWhiteSpace(text[firstLine.Length..]);
        return isHeadline
            ? ArticleFields.OfBody(text[firstLine.Length..]) with { Title = line }
            : ArticleFields.OfBody(text);
    }

    // --- Fields ----------------------------------------------------------------------------------------------------------------

    private static string? Clean(string? field)
    {
        var clean = Blanks().Replace(field ?? "", " ").Trim();
        return clean.Length == 0 ? null : clean.Length <= MaxFieldLength ? clean : Shorten(clean, MaxFieldLength);
    }

    private static string BeginningOf(string body)
    {
        var first = SentenceSplitter.Split(body.Length > 5000 ? body[..5000] : body) is [var sentence, ..] ? sentence.Text : body.Trim();
        return Shorten(Blanks().Replace(first, " "), MadeUpTitleLength);
    }

    private static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', length - 1);
        return string.Concat(text.AsSpan(0, space > length / 2 ? space : length - 1).TrimEnd([' ', ',', '\uD83D', '\uD83C', '\uD83E']), "…");
    }

    private static Uri? WebAddress(string? value, List<string> warnings)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (Uri.TryCreate(value.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url;
        }

        warnings.Add($"The URL “{Clean(value)}” is not a web address, so the story is kept without one.");
        return null;
    }

    private static string? OutletOf(Uri? url) => url is null ? null : HostPrefix().Replace(url.Host, "");

    private static DateTimeOffset? PublicationDate(string? value, List<string> warnings)
    {
        if (value is null)
        {
            return null;
        }

        if (PublicationDates.TryParse(value, out var date))
        {
            return date;
        }

        warnings.Add($"The date “{value}” is not understood, so the story is kept without one; write it as 2013-05-07.");
        return null;
    }

    [GeneratedRegex(@"\A---[ \t]*\r?\n(?<yaml>.{0,65536}?)^---[ \t]*(\r?\n|\z)", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\A\s*#[ \t]+(?<title>[^\r\n]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstHeading();

    [GeneratedRegex(@"\A\s*(?<line>[^\r\n]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"[.!?…:;,。！？][""”’'»)\]]*\s*\z")]
    private static partial Regex EndsLikeASentence();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A(www|mobile|m)\.", RegexOptions.ExplicitCapture)]
    private static partial Regex HostPrefix();

    private sealed record ArticleFields(string? Id, string? Title, string? Source, string? Author, string? Date, string? Url, string Body)
    {
        public static ArticleFields OfBody(string body) => new(null, null, null, null, null, null, body);
    }

    private sealed class ArticleFormatException(string message) : Exception(message);
}

/// <summary>What parsing one story came to.</summary>
public abstract record ParseResult
{
    private ParseResult()
    {
        // Closed: these are all the results there are.
    }

    /// <param name="Warnings">Sentences for people: what was wrong and is left out.</param>
    public sealed record Parsed(Article Article, IReadOnlyList<string> Warnings) : ParseResult;

    /// <param name="Reason">One sentence for people that says what to do.</param>
    public sealed record Rejected(string Reason) : ParseResult;
}
