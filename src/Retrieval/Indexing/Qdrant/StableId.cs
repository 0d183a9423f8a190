using System.Security.Cryptography;
using System.Text;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Ids of points: the same article and chunk has the same id whenever and wherever it is written, so that a write may be repeated.</summary>
internal static class StableId
{
    private static readonly Guid OurNames = new("6e657773-626f-5421-8000-000000000001");

    public static Guid OfArticle(ArticleId article) => Version5(article.Value);

    /// <param name="version">Of the article's content: a new version's chunks stand beside the old ones until these are deleted.</param>
    public static Guid OfChunk(ArticleId article, string version, int ordinal) => Version5($"{article.Value}\n{version}\n{ordinal}");

    /// <summary>A UUID made from a name (RFC 9562, section 5.5).</summary>
    private static Guid Version5(string name)
    {
#pragma warning disable CA5350 // the standard asks for SHA-1, and nothing secret hangs on it
        var hash = SHA1.HashData([.. OurNames.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
