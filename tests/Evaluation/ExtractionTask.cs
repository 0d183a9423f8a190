using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Evaluation;

/// <summary>
/// How much of a page's story is read, and how little else: runs of four words, as in https://github.com/scrapinghub/article-extraction-benchmark.
/// Titles and dates are right where they are among those that the page's metadata gives, which is read here in a way of its own.
/// </summary>
internal static partial class ExtractionTask
{
    private const int RunLength = 4;

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var (precisions, recalls) = (new List<double>(), new List<double>());
        var (titles, dates) = (new List<bool>(), new List<bool>());
        foreach (var page in run.Read<AnnotatedPage>("articles.jsonl"))
        {
            var html = await ReadAsync(run.PathOf(page.Html), cancellationToken);
            var raw = new RawArticle(page.Id, ArticleFormat.Html, PageEncoding.Decode(html, charset: null), page.Id)
            {
                Address = page.Url is null ? null : new Uri(page.Url),
            };
            var article = (ArticleParser.Parse(raw) as ParsedArticle.Accepted)?.Article;
            run.Predict(new { page.Id, article?.Title, article?.Author, date = article?.Published, text = article?.Body ?? "" });

            var (precision, recall) = Compare(RunsOf(article?.Body ?? ""), RunsOf(page.Text));
            precisions.Add(precision);
            recalls.Add(recall);
            Check(titles, TitlesIn(raw.Content), title => article is not null && IsSameTitle(article.Title, title));
            Check(dates, DatesIn(raw.Content), date => article?.Published is { } published && Math.Abs((published - date).TotalHours) < 24);
        }

        var (p, r) = (precisions.Average(), recalls.Average());
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pages"] = precisions.Count,
            ["precision"] = p,
            ["recall"] = r,
            ["F1"] = 2 * p * r / (p + r),
            ["titles in metadata"] = titles.Count,
            ["title"] = Scores.Share(titles, isRight => isRight),
            ["dates in metadata"] = dates.Count,
            ["date"] = Scores.Share(dates, isRight => isRight),
        };
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var compressed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var page = new MemoryStream();
        await compressed.CopyToAsync(page, cancellationToken);
        return page.ToArray();
    }

    private static (double Precision, double Recall) Compare(Dictionary<string, int> found, Dictionary<string, int> wanted)
    {
        var common = wanted.Sum(run => Math.Min(run.Value, found.GetValueOrDefault(run.Key)));
        return ((double)common / found.Values.Sum(), (double)common / wanted.Values.Sum());
    }

    // A text of fewer words is one run.
    private static Dictionary<string, int> RunsOf(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToList();
        return Enumerable.Range(0, Math.Max(1, words.Count - RunLength + 1))
            .Select(start => string.Join(' ', words.Skip(start).Take(RunLength)))
            .CountBy(words => words, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
    }

    private static void Check<T>(List<bool> results, List<T> given, Predicate<T> isRight)
    {
        if (given.Count > 0)
        {
            results.Add(given.Exists(isRight));
        }
    }

    private static List<string> TitlesIn(string html) =>
        MetaElements(html, "og:title", "headline").Concat(Headline().Matches(html).Select(match => Regex.Unescape(match.Groups["value"].Value.Replace("\\/", "/", StringComparison.Ordinal)))).ToList();

    private static List<DateTimeOffset> DatesIn(string html) =>
        MetaElements(html, "article:published_time", "datePublished", "date").Concat(Published().Matches(html).Select(match => match.Groups["value"].Value))
            .Select(value => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : (DateTimeOffset?)null)
            .OfType<DateTimeOffset>()
            .Where(date => date.Year > 1970) // year 1 is how some say that there is none
            .ToList();

    private static IEnumerable<string> MetaElements(string html, params string[] names) =>
        Meta().Matches(html)
            .Select(match => match.Value)
            .Where(element => Name().Match(element) is { Success: true } name && names.Contains(name.Groups["value"].Value, StringComparer.OrdinalIgnoreCase))
            .Select(element => Content().Match(element))
            .Where(content => content.Success)
            .Select(content => WebUtility.HtmlDecode(content.Groups["value"].Value));

    // The outlet's name may stand behind it.
    private static bool IsSameTitle(string ours, string given) => Plain(given) is var plain && (plain == Plain(ours) || plain.StartsWith(Plain(ours), StringComparison.Ordinal));

    private static string Plain(string title) => string.Join(' ', Word().Matches(WebUtility.HtmlDecode(title)).Select(match => match.Value.ToLowerInvariant()));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("<meta[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Meta();

    [GeneratedRegex("""\b(property|name|itemprop)\s*=\s*["'](?<value>[^"']+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex("""\bcontent\s*=\s*("(?<value>[^"]+)"|'(?<value>[^']+)')""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Content();

    [GeneratedRegex(""" "headline"\s*:\s*"(?<value>([^"\\]|\\["/u]|\\u[0-9a-f]{4})+)" """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Headline();

    [GeneratedRegex(""" "datePublished"\s*:\s*"(?<value>[^"]+)" """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Published();

    private sealed record AnnotatedPage(string Id, string? Url, string Text, string Html);
}
