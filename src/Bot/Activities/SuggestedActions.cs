namespace NewsBot.Activities;

/// <summary>Buttons that disappear once one of them is used; shown to those whose ids are listed, or to everybody.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction> Actions, IReadOnlyList<string>? To = null);

/// <summary>One button. Its title had better be its value: some clients send the one, some the other.</summary>
public sealed record CardAction(string Type, string Title, string Value);
