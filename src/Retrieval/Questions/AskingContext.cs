namespace NewsBot.Retrieval.Questions;

/// <summary>What a question's meaning depends on besides its words.</summary>
/// <param name="Now">The asker's clock, with the offset of their time zone.</param>
/// <param name="Outlets">Whose stories there are.</param>
public sealed record AskingContext(DateTimeOffset Now, IReadOnlyCollection<string> Outlets);
