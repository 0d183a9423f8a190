using System.CommandLine;

namespace NewsBot.Commands;

/// <summary>Options that every verb takes.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded index (default: data/ at the root of a clone, else in the current folder)",
        HelpName = "FOLDER",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object per line on standard output, and nothing else there",
        Recursive = true,
    };
}

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;
    public const int NotCovered = 3;
}
