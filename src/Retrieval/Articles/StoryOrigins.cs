using Dapper;
using Microsoft.Extensions.Options;

namespace NewsBot.Retrieval.Articles;

/// <summary>From which file each story was read, in a small SQLite file beside the index: so that a story can go when its file has gone.</summary>
public sealed class StoryOrigins(IOptions<RetrievalOptions> options)
{
    public const string FileName = "origins.db";

    private readonly SqliteFile file = new(
        options.Value.DataFolder, FileName, "CREATE TABLE IF NOT EXISTS origins (article TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID");

    /// <param name="stories">Each with the place where it was read, as <see cref="IngestionResult.Location"/> names it.</param>
    public void Note(IEnumerable<(ArticleId Id, string Location)> stories)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "INSERT OR REPLACE INTO origins (article, file) VALUES (@article, @file)",
            stories.Select(story => (story.Id, File: FileOf(story.Location))).Where(story => story.File is not null).Select(story => new { article = story.Id.Value, file = story.File }));
        transaction.Commit();
    }

    /// <summary>The stories that were read from a file or from below a folder.</summary>
    public IReadOnlyList<(ArticleId Id, string File)> Below(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        using var connection = file.Open();
        return connection.Query<(string Article, string File)>("SELECT article, file FROM origins")
            .Where(origin => origin.File == full || origin.File.StartsWith(full + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(origin => (new ArticleId(origin.Article), origin.File))
            .ToList();
    }

    public void Forget(ArticleId id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM origins WHERE article = @Value", id);
    }

    /// <summary>The file of a place in it: <c>stories.jsonl:12</c>, <c>stories.zip/a.html</c>; null where there is no such file.</summary>
    public static string? FileOf(string location)
    {
        for (var path = location; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOfAny([':', '/', '\\']))])
        {
            if (File.Exists(path))
            {
                return Path.GetFullPath(path);
            }
        }

        return null;
    }
}
