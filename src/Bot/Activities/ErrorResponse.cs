namespace NewsBot.Activities;

/// <summary>The protocol's error body.</summary>
internal sealed record ErrorResponse(Error Error);

/// <summary>A code and a sentence; ours are constant, so that nothing of a request or of an exception is repeated to the caller.</summary>
internal sealed record Error(string? Code, string? Message);
