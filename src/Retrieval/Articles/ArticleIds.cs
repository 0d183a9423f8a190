using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>Gives each story an id that is the same whenever and wherever it is read.</summary>
internal static partial class ArticleIds
{
    private const int MaxLength = 200;

    /// <summary>The story's own id; else one made from its URL; else from the name it was read under.</summary>
    public static ArticleId Make(string? id, Uri? url, string name) => new(Bounded(id ?? (url is null ? name : FromUrl(url))));

    /// <summary>Host and path, and what of the query names the story: links to one story differ in the rest.</summary>
    private static string FromUrl(Uri url)
    {
        var host = WorldWideWeb().Replace(url.IdnHost.ToLowerInvariant(), "");
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !Tracking().IsMatch(parameter))
            .Order(StringComparer.Ordinal);
        return (host + url.AbsolutePath.TrimEnd('/') + "?" + string.Join('&', query)).TrimEnd('?');
    }

    private static string Bounded(string id)
    {
        if (id.Length <= MaxLength)
        {
            return id;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16];
        return $"{id[..(MaxLength - hash.Length - 1)]}-{hash}";
    }

    [GeneratedRegex(@"^www\.")]
    private static partial Regex WorldWideWeb();

    [GeneratedRegex("^(utm_[^=]*|fbclid|gclid|mc_cid|mc_eid)=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tracking();
}
