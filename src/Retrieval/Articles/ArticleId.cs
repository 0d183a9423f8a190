using System.Security.Cryptography;
using System.Text;

namespace NewsBot.Retrieval.Articles;

/// <summary>Names a story across runs and machines.</summary>
public readonly record struct ArticleId(string Value)
{
    /// <summary>The most UTF-16 units that an id may have.</summary>
    public const int MaxLength = 200;

    // Enough of the hash that two stories of one archive never meet.
    private const int HashDigits = 16;

    /// <summary>Takes an id that a story brings along, without the white space around it.</summary>
    /// <returns>False for an id that is blank, longer than <see cref="MaxLength"/> or that holds control characters.</returns>
    public static bool TryCreate(string value, out ArticleId id)
    {
        ArgumentNullException.ThrowIfNull(value);
        var trimmed = value.Trim();
        var isValid = trimmed.Length is > 0 and <= MaxLength && !trimmed.Any(char.IsControl) && IsWellFormed(trimmed);
        id = isValid ? new(trimmed) : default;
        return isValid;
    }

    /// <summary>
    /// The address without what may differ between two links to the same story: scheme, <c>www.</c>, a final slash, fragment, tracking
    /// parameters and the order of the others.
    /// </summary>
    public static ArticleId FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = url.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var query = url.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !IsTracking(parameter))
            .Order(StringComparer.Ordinal);
        var address = $"{host}{port}{url.AbsolutePath.TrimEnd('/')}?{string.Join('&', query)}".TrimEnd('?');
        return new(Shorten(address));
    }

    /// <summary>The last resort, for a story without an id and an address: its file's name.</summary>
    public static ArticleId FromFileName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var cleaned = SingleLine.Clean(name, int.MaxValue);
        return new(Shorten(cleaned.Length > 0 ? cleaned : "article"));
    }

    public override string ToString() => Value;

    private static bool IsTracking(string parameter)
    {
        var name = parameter.Split('=', 2)[0];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
            || name.Equals("fbclid", StringComparison.OrdinalIgnoreCase)
            || name.Equals("gclid", StringComparison.OrdinalIgnoreCase);
    }

    private static string Shorten(string value)
    {
        if (value.Length <= MaxLength)
        {
            return value;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..HashDigits];
        return $"{SingleLine.Truncate(value, MaxLength - HashDigits - 1)}-{hash}";
    }

    // Half a surrogate pair could not be written as UTF-8 and read back the same.
    private static bool IsWellFormed(string value) => !value.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
