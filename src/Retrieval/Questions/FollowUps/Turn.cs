namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>What was asked earlier in a conversation.</summary>
/// <param name="Question">So that it makes sense alone.</param>
/// <param name="People">Who speaks in its answer or is named there, those that stand out first; empty when it is not known.</param>
public sealed record Turn(string Question, IReadOnlyList<string> People);
