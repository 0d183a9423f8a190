using System.Text.Json;

namespace NewsBot.Activities;

/// <summary>What an invoke is answered with, in the response to the very request that delivered it.</summary>
/// <param name="Status">A status of HTTP.</param>
/// <param name="Body">Null: no body.</param>
public sealed record InvokeResponse(int Status, JsonElement? Body = null)
{
    /// <summary>Done, and nothing to say: a body <c>{}</c>.</summary>
    public static InvokeResponse Done { get; } = new(StatusCodes.Status200OK, JsonElement.Parse("{}"));
}
