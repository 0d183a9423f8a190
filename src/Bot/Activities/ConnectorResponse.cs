namespace NewsBot.Activities;

/// <summary>What a channel answers: an id, or one of the two shapes of an error, or nothing.</summary>
internal sealed record ConnectorResponse(string? Id, string? Code, string? Message, Error? Error);
