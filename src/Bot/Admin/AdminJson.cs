using System.Text.Json.Serialization;
using NewsBot.Jobs;

namespace NewsBot.Admin;

/// <summary>What <c>/admin/api</c> takes and tells.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(UploadedFile))]
[JsonSerializable(typeof(Statistics))]
[JsonSerializable(typeof(Questions))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(Sources))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(IReadOnlyList<Run>))]
[JsonSerializable(typeof(IReadOnlyList<JobProblem>))]
[JsonSerializable(typeof(IReadOnlyList<FeedLine>))]
[JsonSerializable(typeof(FeedName))]
[JsonSerializable(typeof(RolledBack))]
[JsonSerializable(typeof(FoundStories))]
[JsonSerializable(typeof(StoryDetail))]
[JsonSerializable(typeof(IReadOnlyList<RetractedStory>))]
[JsonSerializable(typeof(StoryName))]
[JsonSerializable(typeof(RetractionRequest))]
internal sealed partial class AdminJson : JsonSerializerContext;
