namespace NewsBot.Retrieval.Indexing;

/// <summary>The index cannot be opened, read or written. The message is one sentence for people that says what to do.</summary>
public sealed class IndexUnusableException(string message, Exception? innerException = null) : Exception(message, innerException);
