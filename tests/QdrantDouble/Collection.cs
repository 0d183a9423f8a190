using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsBot.Doubles;

/// <summary>A point as it is stored.</summary>
internal sealed record Point(PointKey Id, ulong Version, IReadOnlyDictionary<string, float[]> Dense, IReadOnlyDictionary<string, SparseVector> Sparse, JsonObject Payload)
{
    /// <summary>The words of the payload's texts, by the field's name, as far as they were asked for.</summary>
    public Dictionary<string, string[]> Tokens { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>A collection's parameters, points and indexes; the writes.</summary>
internal sealed class Collection
{
    private readonly Dictionary<string, int> dimensions = new(StringComparer.Ordinal);
    private readonly HashSet<string> sparse = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> indexes = new(StringComparer.Ordinal);
    private readonly JsonElement parameters;

    public Collection(JsonElement request)
    {
        parameters = request.Closed(
            "vectors", "sparse_vectors", "shard_number", "replication_factor", "write_consistency_factor", "sharding_method", "hnsw_config", "optimizers_config",
            "wal_config", "quantization_config", "strict_mode_config", "payload", "on_disk_payload", "metadata").Clone();
        if (request.Optional("vectors") is { } vectors)
        {
            // One vector without a name, or several by their names.
            foreach (var (name, vector) in vectors.TryGetProperty("size", out _) ? [("", vectors)] : vectors.EnumerateObject().Select(named => (named.Name, named.Value)))
            {
                vector.Closed("size", "distance", "hnsw_config", "quantization_config", "on_disk", "memory", "datatype", "multivector_config");
                if (vector.Required("distance").Text() != "Cosine")
                {
                    throw new QdrantRefusal(500, "The double only knows the cosine.");
                }

                dimensions[name] = vector.Count("size", 1) ?? throw QdrantRefusal.Format("missing field `size`");
            }
        }

        foreach (var named in request.Optional("sparse_vectors")?.EnumerateObject() ?? default)
        {
            if (named.Value.Closed("modifier", "index").Optional("modifier")?.Text() != "idf")
            {
                throw new QdrantRefusal(500, "The double only knows sparse vectors with the modifier idf.");
            }

            sparse.Add(named.Name);
        }
    }

    public SortedDictionary<PointKey, Point> Points { get; } = new(PointKey.Order);

    public ulong Operations { get; private set; }

    public bool IsDense(string name) => dimensions.ContainsKey(name) || (!sparse.Contains(name) ? throw NoVector(name) : false);

    public bool HasPhraseIndex(string field) => indexes.TryGetValue(field, out var index)
        && index.ValueKind == JsonValueKind.Object && index.Optional("phrase_matching")?.Flag() == true;

    public bool HasIndex(string field, params string[] types) => indexes.TryGetValue(field, out var index)
        && types.Contains(index.ValueKind == JsonValueKind.String ? index.GetString() : index.Required("type").Text());

    /// <summary>As the server describes a collection.</summary>
    public object Describe() => new
    {
        status = "green",
        optimizer_status = "ok",
        indexed_vectors_count = 0,
        points_count = Points.Count,
        segments_count = 1,
        config = new
        {
            @params = new
            {
                vectors = parameters.Optional("vectors"),
                sparse_vectors = parameters.Optional("sparse_vectors"),
                shard_number = parameters.Count("shard_number", 1) ?? 1,
                replication_factor = parameters.Count("replication_factor", 1) ?? 1,
                write_consistency_factor = parameters.Count("write_consistency_factor", 1) ?? 1,
                on_disk_payload = parameters.Optional("on_disk_payload")?.Flag() ?? true,
            },
            hnsw_config = new { m = 16, ef_construct = 100, full_scan_threshold = 10000 },
            optimizer_config = new { default_segment_number = 0, flush_interval_sec = 5 },
            metadata = parameters.Optional("metadata"),
        },
        payload_schema = indexes.ToDictionary(
            index => index.Key,
            index => new { data_type = index.Value.ValueKind == JsonValueKind.String ? index.Value.GetString() : index.Value.Required("type").Text(), points = Points.Values.Count(point => point.Payload[index.Key] is not null) }),
    };

    public object CreateIndex(JsonElement request)
    {
        request.Closed("field_name", "field_schema");
        var schema = request.Required("field_schema");
        if (schema.ValueKind == JsonValueKind.Object
            && (schema.Closed("type", "tokenizer", "phrase_matching", "on_disk").Required("type").Text() != "text" || schema.Optional("tokenizer")?.Text() != "whitespace"))
        {
            throw new QdrantRefusal(500, "The double only knows text indexes that split at white space.");
        }

        if (Points.Count > 0)
        {
            throw new QdrantRefusal(500, "The double wants indexes before points: those of the real server are slow to make, and filter less well, afterwards.");
        }

        indexes[request.Required("field_name").Text()] = schema.Clone();
        return Done();
    }

    public object Upsert(JsonElement request)
    {
        request.Closed("points", "batch", "shard_key", "update_filter", "update_mode");
        if (request.Optional("points") is not { } points)
        {
            throw new QdrantRefusal(500, "The double takes points one by one.");
        }

        // A mistake in one refuses all.
        var read = points.Items().Select(Read).ToList();
        Operations++;
        foreach (var point in read)
        {
            Points[point.Id] = point with { Version = Operations };
        }

        return Updated();
    }

    public object Delete(JsonElement request)
    {
        request.Closed("points", "filter", "shard_key");
        foreach (var point in Selected(request))
        {
            Points.Remove(point.Id);
        }

        return Done();
    }

    public object SetPayload(JsonElement request)
    {
        request.Closed("payload", "points", "filter", "shard_key", "key");
        Operations++;
        foreach (var point in Selected(request))
        {
            var payload = (JsonObject)point.Payload.DeepClone();
            foreach (var field in request.Required("payload").EnumerateObject())
            {
                payload[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }

            Points[point.Id] = point with { Payload = payload, Version = Operations, Tokens = new(StringComparer.Ordinal) };
        }

        return Updated();
    }

    public object Batch(JsonElement request) => request.Closed("operations").Required("operations").Items().Select(operation =>
    {
        var (name, value) = operation.EnumerateObject().Select(field => (field.Name, field.Value)).Single();
        return name switch
        {
            "upsert" => Upsert(value),
            "delete" => Delete(value),
            "set_payload" => SetPayload(value),
            _ => throw QdrantRefusal.Format($"unknown operation `{name}`"),
        };
    }).ToList();

    /// <summary>The vector of a request, checked and ready to be compared: numbers, or a text for the server's inference.</summary>
    public object ReadVector(string name, JsonElement vector, bool isQuery)
    {
        if (IsDense(name))
        {
            var values = vector.Items().Select(value => (float)value.Number()).ToArray();
            return values.Length == dimensions[name]
                ? Normalized(values)
                : throw QdrantRefusal.Wrong($"Vector dimension error: expected dim: {dimensions[name]}, got {values.Length}");
        }

        if (vector.ValueKind != JsonValueKind.Object)
        {
            throw QdrantRefusal.Wrong("Expected a sparse vector");
        }

        if (vector.Optional("text") is not null)
        {
            return isQuery ? Bm25Inference.OfQuery(vector) : Bm25Inference.OfDocument(vector);
        }

        vector.Closed("indices", "values");
        var indices = vector.Required("indices").Items().Select(index => index.GetUInt32()).ToList();
        var weights = vector.Required("values").Items().Select(value => (float)value.Number()).ToList();
        return indices.Count == weights.Count && indices.Distinct().Count() == indices.Count
            ? new SparseVector(indices.Zip(weights).ToDictionary(pair => pair.First, pair => pair.Second))
            : throw new QdrantRefusal(422, "Validation error in JSON body: [indices: must be unique and as many as values]");
    }

    public static QdrantRefusal NoVector(string name) => QdrantRefusal.Wrong($"Not existing vector name error: {name}");

    private Point Read(JsonElement point)
    {
        point.Closed("id", "vector", "payload");
        var dense = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var sparseVectors = new Dictionary<string, SparseVector>(StringComparer.Ordinal);
        var vectors = point.Required("vector");
        foreach (var (name, value) in vectors.ValueKind == JsonValueKind.Array ? [("", vectors)] : vectors.EnumerateObject().Select(named => (named.Name, named.Value)))
        {
            switch (ReadVector(name, value, isQuery: false))
            {
                case float[] values:
                    dense[name] = values;
                    break;
                case SparseVector values:
                    sparseVectors[name] = values;
                    break;
            }
        }

        var payload = point.Optional("payload") is { } given ? (JsonObject)JsonNode.Parse(given.GetRawText())! : [];
        return new Point(PointKey.Parse(point.Required("id")), 0, dense, sparseVectors, payload);
    }

    private List<Point> Selected(JsonElement request) => (request.Optional("points"), request.Optional("filter")) switch
    {
        ({ } ids, null) => ids.Items().Select(PointKey.Parse).Where(Points.ContainsKey).Select(id => Points[id]).ToList(),
        (null, { } filter) => Points.Values.Where(PointFilter.Of(filter, this)).ToList(),
        _ => throw QdrantRefusal.Format("either points or a filter"),
    };

    private object Done()
    {
        Operations++;
        return Updated();
    }

    private object Updated() => new { operation_id = Operations, status = "completed" };

    private static float[] Normalized(float[] values)
    {
        var norm = MathF.Sqrt(values.Sum(value => value * value));
        return norm > 0 ? Array.ConvertAll(values, value => value / norm) : values;
    }
}
