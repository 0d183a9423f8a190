using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary>The command line's edge: whatever goes wrong becomes one sentence on standard error and an exit code.</summary>
internal static class CommandBoundary
{
    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        var mistakes = UnknownOptions(parsed) is { Count: > 0 } unknown
            ? unknown.Select(Unknown).ToHashSet(StringComparer.Ordinal)
            : parsed.Errors.Select(error => error.Message)
                .Concat(parsed.UnmatchedTokens.Where(token => !IsSetting(token, parsed)).Select(Unknown))
                .ToHashSet(StringComparer.Ordinal);
        if (mistakes.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(' ', mistakes) + " See --help.");
            return ExitCodes.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed; // whoever pressed Ctrl-C knows; what is worth telling has been told
        }
        catch (OptionsValidationException failure)
        {
            return Fail($"A setting is not valid, correct it in appsettings.json or in the environment: {string.Join(" ", failure.Failures)}");
        }
        catch (Exception failure) when (failure is IndexUnusableException or InvalidDataException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            return Fail(failure.Message);
        }
        catch (Exception failure)
        {
            return Fail($"Something went wrong that should not: {failure.Message} ({failure.GetType().Name})");
        }
    }

    // The parser takes a mistyped option for the argument that a verb expects; a question that begins with dashes goes on after them.
    private static List<string> UnknownOptions(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .Where(token => token.Type == TokenType.Argument)
        .Select(token => token.Value)
        .Where(token => token.StartsWith("--", StringComparison.Ordinal) && !token.Any(char.IsWhiteSpace) && !IsSetting(token, parsed))
        .ToList();

    // As in --Section:Key=value, which serving takes.
    private static bool IsSetting(string token, ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        && token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal);

    private static string Unknown(string token) => $"“{token}” is not a verb or an option.";

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return ExitCodes.Failed;
    }
}
