using Grpc.Core;

namespace NewsBot.Doubles;

/// <summary>How calls are to fail.</summary>
/// <param name="Call">The end of their service and name, as <c>Points/Query</c>; empty: all.</param>
public sealed record Fault(string Call = "")
{
    /// <summary>So many calls, and no more.</summary>
    public int Times { get; set; } = int.MaxValue;

    /// <summary>Before anything else happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What is answered; null: as if nothing were, after the delay.</summary>
    public StatusCode? Status { get; init; }

    /// <summary>In the server's words.</summary>
    public string Detail { get; init; } = "as the test wants it";

    /// <summary>What comes after the answer, as <c>retry-after</c>.</summary>
    public IReadOnlyDictionary<string, string> Trailers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether this one call ends without an answer.</summary>
    public bool ResetsStream { get; init; }

    /// <summary>Whether the connection ends, with all calls on it.</summary>
    public bool CutsConnection { get; init; }
}
