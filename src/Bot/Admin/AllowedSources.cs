using System.IO.Enumeration;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Fetching;

namespace NewsBot.Admin;

/// <summary>
/// What an admin may have indexed: addresses, and files and folders below the configured ones and among those that were sent. No way leads out of
/// these, neither <c>..</c> nor a link.
/// </summary>
internal sealed class AllowedSources(IOptions<AdminOptions> options, Uploads uploads)
{
    private const int MaxLinks = 40;

    /// <summary>Full paths of the folders, with that of what was sent.</summary>
    public IReadOnlyList<string> Roots { get; } = [.. options.Value.Roots.Select(root => Path.GetFullPath(root)), uploads.Folder];

    /// <summary>Why a source is not indexed, in one sentence; null: it may be.</summary>
    /// <param name="source">An address, or the full path of a file or folder.</param>
    public string? ObjectionTo(string source)
    {
        if (source.Length == 0 || source.Any(char.IsControl))
        {
            return "A source is a full path or an address, without control characters.";
        }

        if (WebStories.IsAddress(source))
        {
            return WebAddress.Parse(source) is null ? $"{source} is no address that can be fetched: give one as https://news.example/rss.xml." : null;
        }

        // What is outside of the roots is not told to exist or not.
        var outside = $"{source} is not below a folder of Admin:Roots: give the full path of a file or folder in one of these, or upload the file.";
        if (!Path.IsPathFullyQualified(source) || !Roots.Any(root => IsBelow(Path.GetFullPath(source), root)))
        {
            return outside;
        }

        if (!Path.Exists(source))
        {
            return $"There is no file or folder {source}: check the path.";
        }

        var roots = Roots.Where(Directory.Exists).Select(root => RealPath(root)).OfType<string>().ToList();
        return RealPath(Path.GetFullPath(source)) is not { } real || !roots.Exists(root => IsBelow(real, root)) ? outside
            : Directory.Exists(real) && LinksIn(real).FirstOrDefault(link => !(RealPath(link) is { } target && roots.Exists(root => IsBelow(target, root)))) is { } way
                ? $"{way} is a link that leads out of the folders of Admin:Roots: put the file itself there, or take the link away."
            : null;
    }

    private static bool IsBelow(string path, string root)
    {
        var folder = Path.TrimEndingDirectorySeparator(root);
        return path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Links to files. Links to folders are not followed when stories are read.</summary>
    private static FileSystemEnumerable<string> LinksIn(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
    {
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !entry.IsDirectory,
    };

    /// <summary>Where a path really leads, each of its folders looked at; null where links go in a circle or nowhere.</summary>
    private static string? RealPath(string path) => RealPath(path, MaxLinks);

    private static string? RealPath(string path, int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else if (links == 0 || RealPath(Path.GetFullPath(target, real), links - 1) is not { } resolved)
            {
                return null;
            }
            else
            {
                real = resolved;
            }
        }

        return real;
    }
}
