namespace NewsBot.Answers;

/// <summary>The stories to which a question is narrowed, in words.</summary>
internal static class ScopeText
{
    /// <summary>As in <c>stories</c>, <c>stories by Meridian Press from May 2013</c>.</summary>
    public static string Of(Scope scope) =>
        "stories"
        + (scope.Outlet is { } outlet ? $" by {outlet.Name}" : "")
        + (scope.Window is { } window ? $" from {WindowText.Of(window)}" : "");
}
