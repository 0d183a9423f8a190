using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsBot.Activities;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ConnectorResponse))]
internal sealed partial class ActivityJson : JsonSerializerContext
{
    // Far beyond what channels send, and far below what would exhaust the stack.
    internal const int MaxDepth = 32;
}
