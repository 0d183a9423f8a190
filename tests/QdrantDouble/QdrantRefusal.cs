namespace NewsBot.Doubles;

/// <summary>A request that the server refuses, with its status code and its words.</summary>
internal sealed class QdrantRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static QdrantRefusal Format(string message) => new(400, $"Format error in JSON body: {message}");

    public static QdrantRefusal Wrong(string message) => new(400, $"Wrong input: {message}");

    public static QdrantRefusal Invalid(string field, string message) => new(422, $"Validation error in JSON body: [{field}: {message}]");

    public static QdrantRefusal NoCollection(string name) => new(404, $"Not found: Collection `{name}` doesn't exist!");
}
