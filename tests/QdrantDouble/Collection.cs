using Grpc.Core;
using Qdrant.Client.Grpc;

namespace NewsBot.Doubles;

/// <summary>A point as it is stored.</summary>
internal sealed record Point(
    PointId Id, ulong Version, IReadOnlyDictionary<string, float[]> Dense, IReadOnlyDictionary<string, SparseWords> Sparse, IReadOnlyDictionary<string, Value> Payload)
{
    /// <summary>The words of the payload's texts, by the field's name, as far as they were asked for.</summary>
    public Dictionary<string, string[]> Tokens { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The field's value, or each of its values.</summary>
    public IEnumerable<Value> Values(string field) => Payload.GetValueOrDefault(field) switch
    {
        null => [],
        { ListValue: { } list } => list.Values,
        var value => [value],
    };
}

/// <summary>A collection's parameters, points and indexes; the writes.</summary>
internal sealed class Collection
{
    private readonly Dictionary<string, int> dimensions = new(StringComparer.Ordinal);
    private readonly HashSet<string> sparse = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CreateFieldIndexCollection> indexes = new(StringComparer.Ordinal);
    private readonly CreateCollection parameters;
    private ulong operations;

    public Collection(CreateCollection request)
    {
        parameters = request.Only(
            "collection_name", "vectors_config", "sparse_vectors_config", "shard_number", "replication_factor", "write_consistency_factor", "on_disk_payload", "metadata").Clone();
        foreach (var (name, vector) in request.VectorsConfig?.Only("params_map").ParamsMap.Map ?? [])
        {
            if (vector.Only("size", "distance", "on_disk", "quantization_config").Distance != Distance.Cosine)
            {
                throw QdrantRefusal.Unknown("distances other than the cosine");
            }

            dimensions[name] = vector.Size > 0 ? (int)vector.Size : throw QdrantRefusal.Wrong("the size of a vector is at least 1");
        }

        foreach (var (name, vector) in request.SparseVectorsConfig?.Map ?? [])
        {
            sparse.Add(vector.Only("modifier").Modifier == Modifier.Idf ? name : throw QdrantRefusal.Unknown("sparse vectors without the modifier idf"));
        }
    }

    public SortedDictionary<string, Point> Points { get; } = new(StringComparer.Ordinal);

    public bool HasPhraseIndex(string field) => indexes.TryGetValue(field, out var index) && index.FieldIndexParams?.TextIndexParams?.PhraseMatching == true;

    public bool HasIndex(string field, params FieldType[] types) => indexes.TryGetValue(field, out var index) && types.Contains(index.FieldType);

    /// <summary>As the server describes a collection.</summary>
    public CollectionInfo Describe() => new()
    {
        Status = CollectionStatus.Green,
        SegmentsCount = 1,
        PointsCount = (ulong)Points.Count,
        Config = new CollectionConfig { Metadata = { parameters.Metadata } },
    };

    public PointsOperationResponse CreateIndex(CreateFieldIndexCollection request)
    {
        request.Only("collection_name", "wait", "field_name", "field_type", "field_index_params", "ordering");
        if (request.FieldType == FieldType.Text
            && request.FieldIndexParams?.Only("text_index_params").TextIndexParams.Only("tokenizer", "phrase_matching", "on_disk").Tokenizer != TokenizerType.Whitespace)
        {
            throw QdrantRefusal.Unknown("text indexes that do not split at white space");
        }

        if (Points.Count > 0)
        {
            throw QdrantRefusal.Unknown("indexes after points: those of the real server are slow to make, and filter less well, afterwards");
        }

        indexes[request.FieldName] = request.Clone();
        return Done();
    }

    public PointsOperationResponse Upsert(UpsertPoints request)
    {
        Upsert(request.Only("collection_name", "wait", "points", "ordering").Points);
        return Done();
    }

    public PointsOperationResponse Delete(DeletePoints request)
    {
        Delete(request.Only("collection_name", "wait", "points", "ordering").Points);
        return Done();
    }

    public UpdateBatchResponse Update(UpdateBatchPoints request) => new()
    {
        Result =
        {
            request.Only("collection_name", "wait", "operations", "ordering").Operations.Select(step =>
            {
                switch (step.OperationCase)
                {
                    case PointsUpdateOperation.OperationOneofCase.Upsert:
                        Upsert(step.Upsert.Only("points").Points);
                        break;
                    case PointsUpdateOperation.OperationOneofCase.DeletePoints:
                        Delete(step.DeletePoints.Only("points").Points);
                        break;
                    case PointsUpdateOperation.OperationOneofCase.SetPayload:
                        SetPayload(step.SetPayload.Only("payload", "points_selector"));
                        break;
                    default:
                        throw QdrantRefusal.Unknown($"the step {step.OperationCase}");
                }

                return Done().Result;
            }),
        },
    };

    /// <summary>A vector of this name, checked and ready to be compared: numbers, or a text for the server's inference.</summary>
    public object ReadVector(string name, DenseVector? dense, Document? document, bool isQuery)
    {
        if (dimensions.TryGetValue(name, out var length))
        {
            return dense is not null && dense.Data.Count == length
                ? Normalized([.. dense.Data])
                : throw QdrantRefusal.Wrong($"Vector dimension error: expected dim: {length}, got {dense?.Data.Count ?? 0}");
        }

        if (!sparse.Contains(name))
        {
            throw QdrantRefusal.Wrong($"Not existing vector name error: {name}");
        }

        return document is null ? throw QdrantRefusal.Unknown("sparse vectors other than of a text") : isQuery ? Bm25Inference.OfQuery(document) : Bm25Inference.OfDocument(document);
    }

    private void Upsert(IEnumerable<PointStruct> points)
    {
        // A mistake in one refuses all.
        foreach (var point in points.Select(Read).ToList())
        {
            Points[Key(point.Id)] = point;
        }
    }

    private void Delete(PointsSelector which) => Selected(which).ForEach(point => Points.Remove(Key(point.Id)));

    private void SetPayload(PointsUpdateOperation.Types.SetPayload request)
    {
        foreach (var point in Selected(request.PointsSelector))
        {
            var payload = point.Payload.ToDictionary(StringComparer.Ordinal);
            request.Payload.ToList().ForEach(field => payload[field.Key] = field.Value.Clone());
            Points[Key(point.Id)] = point with { Payload = payload, Version = operations + 1, Tokens = new(StringComparer.Ordinal) };
        }
    }

    private Point Read(PointStruct point)
    {
        point.Only("id", "vectors", "payload");
        var vectors = point.Vectors.Only("vectors").Vectors_.Vectors
            .Select(named => (named.Key, Read: ReadVector(named.Key, named.Value.Only("dense", "document").Dense, named.Value.Document, isQuery: false))).ToList();
        return new Point(
            Guid.TryParse(point.Id.Uuid, out _) ? point.Id.Clone() : throw QdrantRefusal.Wrong($"Unable to parse UUID: {point.Id.Uuid}"),
            operations + 1,
            vectors.Where(vector => vector.Read is float[]).ToDictionary(vector => vector.Key, vector => (float[])vector.Read, StringComparer.Ordinal),
            vectors.Where(vector => vector.Read is SparseWords).ToDictionary(vector => vector.Key, vector => (SparseWords)vector.Read, StringComparer.Ordinal),
            point.Payload.ToDictionary(field => field.Key, field => field.Value.Clone(), StringComparer.Ordinal));
    }

    private List<Point> Selected(PointsSelector which) => which switch
    {
        { Points: { } ids } => ids.Ids.Select(Key).Where(Points.ContainsKey).Select(key => Points[key]).ToList(),
        { Filter: { } filter } => Points.Values.Where(PointFilter.Of(filter, this)).ToList(),
        _ => throw QdrantRefusal.Because(StatusCode.InvalidArgument, "No points selector is given"),
    };

    /// <summary>By which a point is found, in the server's order of ids.</summary>
    public static string Key(PointId id) => Guid.TryParse(id.Uuid, out var uuid)
        ? uuid.ToString("N")
        : throw QdrantRefusal.Wrong($"Unable to parse UUID: {id.Uuid}");

    private PointsOperationResponse Done() => new() { Result = new UpdateResult { OperationId = ++operations, Status = UpdateStatus.Completed } };

    private static float[] Normalized(float[] values)
    {
        var norm = MathF.Sqrt(values.Sum(value => value * value));
        return norm > 0 ? Array.ConvertAll(values, value => value / norm) : values;
    }
}
