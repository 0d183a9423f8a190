using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval;

/// <summary>A small SQLite file beside the index. It is made when it is first opened, so that a folder that cannot be used is left as it is.</summary>
/// <remarks>SQLite has no asynchronous input and output: whoever opens the file uses it on the own thread.</remarks>
public sealed class SqliteFile(string folder, string name, string tables)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = System.IO.Path.Combine(folder, name), DefaultTimeout = 60 }.ConnectionString;
    private readonly Lock making = new();
    private bool isMade;

    public string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));

    /// <summary>A connection, which the caller disposes of.</summary>
    /// <exception cref="IndexUnusableException">The file cannot be opened or made.</exception>
    public SqliteConnection Open()
    {
        try
        {
            lock (making)
            {
                if (!isMade)
                {
                    Directory.CreateDirectory(folder);
                    using var first = Connect();
                    first.Execute("PRAGMA journal_mode = WAL;" + tables);
                    isMade = true;
                }
            }

            return Connect();
        }
        catch (SqliteException failure)
        {
            throw new IndexUnusableException($"{Path} could not be opened (SQLite error {failure.SqliteErrorCode}); check the folder's permissions and its disk, or move the file away.", failure);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();

            // In write-ahead mode NORMAL cannot damage the file; a power cut may only lose the last moments.
            connection.Execute("PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
