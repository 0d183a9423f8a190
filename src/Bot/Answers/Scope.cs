using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers;

/// <summary>To which stories a question is narrowed.</summary>
public sealed record Scope(TimeWindow? Window, Outlet? Outlet)
{
    public static Scope All { get; } = new(null, null);

    public bool IsAll => Window is null && Outlet is null;

    public static Scope Of(Question question) => new(question.Window, question.Outlet);
}
