using System.CommandLine;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary>The command line's edge: whatever goes wrong becomes one sentence on standard error and an exit code.</summary>
internal static class CommandBoundary
{
    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        var mistakes = parsed.Errors.Select(error => error.Message)
            .Concat(parsed.UnmatchedTokens.Where(token => !IsSetting(token)).Select(token => $"“{token}” is not a verb or an option."))
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
            return Fail("Stopped.");
        }
        catch (OptionsValidationException failure)
        {
            return Fail($"A setting is not valid, correct it in appsettings.json or in the environment: {string.Join(" ", failure.Failures)}");
        }
        catch (Exception failure) when (failure is IndexUnusableException or InvalidDataException or PlatformNotSupportedException or IOException)
        {
            return Fail(failure.Message);
        }
        catch (Exception failure)
        {
            return Fail($"Something went wrong that should not: {failure.Message} ({failure.GetType().Name})");
        }
    }

    // As in --Section:Key=value.
    private static bool IsSetting(string token) => token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal);

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return ExitCodes.Failed;
    }
}
