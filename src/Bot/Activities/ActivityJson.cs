using System.Text.Json.Serialization;

namespace NewsBot.Activities;

// The depth is far beyond what channels send, and shallow enough that no body can exhaust the stack.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ConnectorResponse))]
internal sealed partial class ActivityJson : JsonSerializerContext;
