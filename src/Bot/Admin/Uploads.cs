using System.Buffers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Admin;

/// <summary>Files that admins have sent, in a folder beside the index: a rebuild finds them there again.</summary>
internal sealed partial class Uploads(IOptions<RetrievalOptions> retrieval)
{
    private const int MaxStem = 100;

    /// <summary>Full path of the folder, which may not exist yet.</summary>
    public string Folder { get; } = Path.Combine(Path.GetFullPath(retrieval.Value.DataFolder), "uploads");

    public int Count => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Count(file => !Path.GetFileName(file).StartsWith('.')) : 0;

    /// <summary>The name under which a file is kept; null: it is none that stories are read from.</summary>
    /// <param name="given">By the sender, who may have given a path or worse.</param>
    public static string? SafeName(string given)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var (stem, extension) = (Unsafe().Replace(Path.GetFileNameWithoutExtension(name), "_").Trim(' ', '.'), Path.GetExtension(name).ToLowerInvariant());
        if (!ArticleReader.IsRead(name))
        {
            return null;
        }

        stem = stem.Length > MaxStem ? stem[..(char.IsHighSurrogate(stem[MaxStem - 1]) ? MaxStem - 1 : MaxStem)] : stem;
        return (stem.Length == 0 ? "story" : ReservedByWindows().IsMatch(stem) ? $"_{stem}" : stem) + extension;
    }

    /// <summary>Keeps a file. One of the same name with other content is only replaced if that is wanted.</summary>
    /// <param name="name">As <see cref="SafeName"/> gives it.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public async Task<UploadOutcome> SaveAsync(string name, Stream content, bool replace, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var (path, incoming) = (Path.Combine(Folder, name), Path.Combine(Folder, $".{Guid.NewGuid():N}"));
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew))
            {
                await content.CopyToAsync(file, cancellationToken);
            }

            if (!File.Exists(path))
            {
                File.Move(incoming, path);
                return UploadOutcome.Added;
            }

            if (await AreSameAsync(incoming, path, cancellationToken))
            {
                return UploadOutcome.Unchanged;
            }

            if (!replace)
            {
                return UploadOutcome.Taken;
            }

            File.Move(incoming, path, overwrite: true);
            return UploadOutcome.Replaced;
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    private static async Task<bool> AreSameAsync(string one, string other, CancellationToken cancellationToken)
    {
        await using var first = File.OpenRead(one);
        await using var second = File.OpenRead(other);
        if (first.Length != second.Length)
        {
            return false;
        }

        var (left, right) = (ArrayPool<byte>.Shared.Rent(81_920), ArrayPool<byte>.Shared.Rent(81_920));
        try
        {
            int read;
            while ((read = await first.ReadAtLeastAsync(left.AsMemory(0, 81_920), 81_920, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                await second.ReadExactlyAsync(right.AsMemory(0, read), cancellationToken);
                if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N} ._()+-]")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ReservedByWindows();
}

/// <summary>What became of a file that was sent.</summary>
internal enum UploadOutcome
{
    Added,

    /// <summary>The same file was there.</summary>
    Unchanged,

    Replaced,

    /// <summary>Another file of this name is there, and was left alone.</summary>
    Taken,
}
