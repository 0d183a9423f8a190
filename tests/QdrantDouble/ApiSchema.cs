using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace NewsBot.Doubles;

/// <summary>
/// Qdrant's published OpenAPI file, against which all requests and responses are held. It is not ours to hand on: it is read from <c>QDRANT_OPENAPI</c>,
/// or from <c>../shared/qdrant/openapi.json</c> beside the clone; where there is none, only the double's own closed readers check.
/// </summary>
internal sealed class ApiSchema
{
    // It takes a second or two to make a schema, and tests start many servers.
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Compiled = new(StringComparer.Ordinal);

    // To hold a vector of 512 numbers against the schema of a query takes longer than all else: what is built alike is checked once.
    private static readonly ConcurrentDictionary<string, string?> Checked = new(StringComparer.Ordinal);

    private readonly JsonObject document;
    private readonly ConcurrentQueue<string> violations = new();

    private ApiSchema(JsonObject document) => this.document = document;

    public IReadOnlyList<string> Violations => [.. violations];

    public static ApiSchema? Find()
    {
        var path = Environment.GetEnvironmentVariable("QDRANT_OPENAPI") ?? Path.Combine(Repository.Root, "..", "shared", "qdrant", "openapi.json");
        return File.Exists(path) ? new ApiSchema((JsonObject)JsonNode.Parse(File.ReadAllText(path))!) : null;
    }

    public void CheckRequest(HttpRequest request, JsonElement body)
    {
        var path = request.Path.Value!;
        if (Operation(request.Method, path) is not { } operation)
        {
            violations.Enqueue($"{request.Method} {path} is not in the schema");
            return;
        }

        var known = (operation["parameters"] as JsonArray ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!).ToHashSet(StringComparer.Ordinal);
        foreach (var name in request.Query.Keys.Where(name => !known.Contains(name)))
        {
            violations.Enqueue($"{request.Method} {path} has no parameter {name}");
        }

        Check($"request of {Route(path)} {request.Method}", operation["requestBody"]?["content"]?["application/json"]?["schema"], body.GetRawText(), isClosed: true);
    }

    public void CheckResponse(string method, string path, JsonNode body) => Check(
        $"response of {Route(path)} {method}", Operation(method, path)?["responses"]?["200"]?["content"]?["application/json"]?["schema"], body.ToJsonString(), isClosed: false);

    private void Check(string what, JsonNode? schema, string json, bool isClosed)
    {
        if (schema is null)
        {
            return;
        }

        var fault = Checked.GetOrAdd($"{what} {Shape(JsonNode.Parse(json))}", _ =>
        {
            var compiled = Compiled.GetOrAdd(what, _ => new Lazy<JsonSchema>(() => Compile(schema, isClosed))).Value;
            return compiled.Validate($$"""{"value":{{json}}}""", new JsonSchemaValidatorSettings()).Select(error => $"{error.Path} {error.Kind}").FirstOrDefault();
        });
        if (fault is not null)
        {
            violations.Enqueue($"{what}: {fault} {json[..Math.Min(json.Length, 500)]}");
        }
    }

    /// <summary>The names and kinds of what is in it, and the short words, which may be one of several that are allowed.</summary>
    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject whole => $"{{{string.Join(',', whole.Select(property => $"{property.Key}:{Shape(property.Value)}"))}}}",
        JsonArray array => $"[{string.Join(',', array.Select(Shape).Distinct(StringComparer.Ordinal))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: <= 10 } word && word.All(char.IsAsciiLetterLower) => word,
        JsonValue value => value.GetValueKind().ToString(),
        _ => "null",
    };

    /// <summary>An OpenAPI 3.0 schema as a JSON schema of its own.</summary>
    private JsonSchema Compile(JsonNode schema, bool isClosed)
    {
        var definitions = new JsonObject();
        Collect(schema, definitions);
        foreach (var definition in definitions.ToList())
        {
            Translate(definition.Value!, isClosed);
        }

        var root = schema.DeepClone();
        Translate(root, isClosed);

        // A reference at the root is not followed, but one of a property is.
        var whole = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["value"] = root }, ["required"] = new JsonArray("value"), ["definitions"] = definitions };
        return JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal)).GetAwaiter().GetResult();
    }

    /// <summary>Takes along what a schema refers to, and what that refers to.</summary>
    private void Collect(JsonNode node, JsonObject definitions)
    {
        foreach (var child in node switch { JsonObject schema => schema.Select(property => property.Value), JsonArray array => array, _ => [] })
        {
            if (child is JsonObject or JsonArray)
            {
                Collect(child, definitions);
            }
        }

        if (node is JsonObject referring && referring["$ref"] is JsonValue reference && ((string)reference!).Split('/')[^1] is var name && !definitions.ContainsKey(name))
        {
            var definition = document["components"]!["schemas"]![name]!;
            definitions[name] = definition.DeepClone();
            Collect(definition, definitions);
        }
    }

    private static void Translate(JsonNode node, bool isClosed)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array.OfType<JsonNode>())
                {
                    Translate(item, isClosed);
                }

                return;
            case JsonObject schema:
                foreach (var child in schema.Select(child => child.Value).OfType<JsonNode>().ToList())
                {
                    Translate(child, isClosed);
                }

                // {"nullable": true} alone stands for null; beside a type it adds null to it.
                if (schema["nullable"] is JsonValue)
                {
                    schema.Remove("nullable");
                    if (schema["type"] is JsonValue type)
                    {
                        schema["type"] = new JsonArray(type.DeepClone(), "null");
                    }
                    else if (schema.Count == 0)
                    {
                        schema["type"] = "null";
                    }
                }

                // NJsonSchema knows neither of these formats, and would not let numbers pass.
                if (schema["format"] is JsonValue format && format.GetValueKind() == JsonValueKind.String)
                {
                    schema.Remove("format");
                }

                if (isClosed && schema["properties"] is JsonObject properties && schema["type"] is not null && schema["additionalProperties"] is null && !properties.ContainsKey("type_"))
                {
                    schema["additionalProperties"] = false;
                }

                return;
        }
    }

    private JsonNode? Operation(string method, string path) => document["paths"]![Route(path)]?[method.ToLowerInvariant()];

    private string Route(string path)
    {
        var parts = path.Trim('/').Split('/');
        return ((JsonObject)document["paths"]!).Select(route => route.Key)
            .Where(route => route.Trim('/').Split('/') is var template && template.Length == parts.Length
                && template.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{')))
            .OrderBy(route => route.Count(character => character == '{'))
            .FirstOrDefault() ?? path;
    }
}
