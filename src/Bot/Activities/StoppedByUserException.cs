namespace NewsBot.Activities;

/// <summary>Whoever asked wants no answer any more: the turn ends, and nothing more is said.</summary>
public sealed class StoppedByUserException(Exception innerException) : OperationCanceledException("The reader stopped the answer.", innerException);
