using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsBot.Doubles;

/// <summary>What can be asked of a collection.</summary>
internal static class Reads
{
    // As with the server, the order of equal scores is nobody's business.
    private static readonly Random Shuffle = new();

    private sealed record Hit(Point Point, float Score);

    public static object Retrieve(Collection collection, JsonElement request)
    {
        request.Closed("ids", "with_payload", "with_vector", "shard_key");
        var ids = request.Required("ids").Items().Select(PointKey.Parse).Distinct().Where(collection.Points.ContainsKey).Select(id => collection.Points[id]).ToArray();
        Shuffle.Shuffle(ids);
        return ids.Select(point => Record(point, request, withPayload: true)).ToList();
    }

    public static object Count(Collection collection, JsonElement request)
    {
        request.Closed("filter", "exact", "shard_key");
        return new { count = collection.Points.Values.Count(PointFilter.Of(request.Optional("filter"), collection)) };
    }

    public static object Facet(Collection collection, JsonElement request)
    {
        request.Closed("key", "limit", "filter", "exact", "shard_key");
        var key = request.Required("key").Text();
        if (!collection.HasIndex(key, "keyword", "integer", "bool", "uuid"))
        {
            throw new QdrantRefusal(400, $"Bad request: No appropriate index for faceting: `{key}`. Please create one to facet on this field.");
        }

        var hits = collection.Points.Values.Where(PointFilter.Of(request.Optional("filter"), collection))
            .SelectMany(point => PointFilter.Values(point, key).DistinctBy(value => value.ToJsonString()))
            .GroupBy(value => value.ToJsonString(), StringComparer.Ordinal)
            .Select(same => new { value = same.First(), count = same.Count() })
            .OrderByDescending(hit => hit.count)
            .Take(request.Count("limit", 1) ?? 10);
        return new { hits = hits.ToList() };
    }

    public static object Scroll(Collection collection, JsonElement request)
    {
        request.Closed("filter", "limit", "offset", "with_payload", "with_vector", "order_by", "shard_key");
        var admitted = collection.Points.Values.Where(PointFilter.Of(request.Optional("filter"), collection));
        var limit = request.Count("limit", 1) ?? 10;
        if (request.Optional("order_by") is not { } order)
        {
            var from = request.Optional("offset") is { } offset ? PointKey.Parse(offset) : null;
            var page = admitted.Where(point => from is null || PointKey.Order.Compare(point.Id, from) >= 0).Take(limit + 1).ToList();
            return new { points = page.Take(limit).Select(point => Record(point, request, withPayload: true)).ToList(), next_page_offset = page.Count > limit ? page[^1].Id.ToJson() : null };
        }

        if (request.Optional("offset") is not null)
        {
            throw QdrantRefusal.Wrong("Cannot use an `offset` when using `order_by`. The alternative for paging is to use `order_by.start_from` and a filter to exclude the IDs that you've already seen for the `order_by.start_from` value");
        }

        var key = order.ValueKind == JsonValueKind.String ? order.Text() : order.Closed("key", "direction").Required("key").Text();
        if (!collection.HasIndex(key, "integer", "float", "datetime", "uuid"))
        {
            throw new QdrantRefusal(400, $"Bad request: No range index for `order_by` key: `{key}`. Please create one to use `order_by`. Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Range conditions");
        }

        var rows = admitted.SelectMany(point => PointFilter.Values(point, key).Select(value => (Point: point, Value: PointFilter.Comparable(JsonSerializer.SerializeToElement(value)))))
            .Where(row => row.Value is not null).ToArray();
        Shuffle.Shuffle(rows);
        var isDescending = order.ValueKind == JsonValueKind.Object && order.Optional("direction")?.Text() == "desc";
        var ordered = isDescending ? rows.OrderByDescending(row => row.Value) : rows.OrderBy(row => row.Value);
        return new { points = ordered.Take(limit).Select(row => Record(row.Point, request, withPayload: true, row.Value)).ToList(), next_page_offset = (object?)null };
    }

    public static object Query(Collection collection, JsonElement request)
    {
        request.Closed("shard_key", "prefetch", "query", "using", "filter", "params", "score_threshold", "limit", "offset", "with_vector", "with_payload", "lookup_from");
        var (limit, offset) = (request.Count("limit", 1) ?? 10, request.Count("offset", 0) ?? 0);
        var hits = Search(collection, request, PointFilter.Of(request.Optional("filter"), collection), limit + offset);
        return new { points = hits.Skip(offset).Select(hit => Scored(hit, request)).ToList() };
    }

    public static object QueryBatch(Collection collection, JsonElement request) =>
        request.Closed("searches").Required("searches").Items().Select(search => Query(collection, search)).ToList();

    public static object QueryGroups(Collection collection, JsonElement request)
    {
        request.Closed("shard_key", "prefetch", "query", "using", "filter", "params", "score_threshold", "with_vector", "with_payload", "lookup_from", "group_by", "group_size", "limit", "with_lookup");
        var by = request.Required("group_by").Text();
        var (limit, size) = (request.Count("limit", 1) ?? 10, request.Count("group_size", 1) ?? 3);
        var groups = Search(collection, request, PointFilter.Of(request.Optional("filter"), collection), int.MaxValue)
            .SelectMany(hit => PointFilter.Values(hit.Point, by).Select(value => (hit, value)))
            .GroupBy(pair => pair.value.ToJsonString(), StringComparer.Ordinal)
            .Take(limit)
            .Select(group => new { id = group.First().value, hits = group.Take(size).Select(pair => Scored(pair.hit, request)).ToList() });
        return new { groups = groups.ToList() };
    }

    /// <summary>Best first.</summary>
    private static List<Hit> Search(Collection collection, JsonElement search, Func<Point, bool> admitted, int limit)
    {
        CheckParams(search.Optional("params"));
        var prefetched = search.Optional("prefetch")?.OneOrMany().Select(prefetch =>
        {
            prefetch.Closed("prefetch", "query", "using", "filter", "params", "score_threshold", "limit", "lookup_from");
            var own = PointFilter.Of(prefetch.Optional("filter"), collection);
            return Search(collection, prefetch, point => admitted(point) && own(point), prefetch.Count("limit", 1) ?? 10);
        }).ToList();
        if (search.Optional("score_threshold") is not null || search.Optional("lookup_from") is not null)
        {
            throw new QdrantRefusal(500, "The double knows neither score_threshold nor lookup_from.");
        }

        if (search.Optional("query") is not { } query)
        {
            return prefetched is null
                ? collection.Points.Values.Where(admitted).Take(limit).Select(point => new Hit(point, 0)).ToList()
                : throw new QdrantRefusal(400, "Bad request: A query is needed to merge the prefetches");
        }

        if (query.ValueKind == JsonValueKind.Object && (query.Optional("rrf") ?? query.Optional("fusion")) is { } fusion)
        {
            return search.Optional("using") is null && prefetched is not null
                ? Ordered(Fuse(prefetched, query.Closed("rrf", "fusion"), fusion), limit)
                : throw new QdrantRefusal(400, "Bad request: Fusion needs prefetches and no `using`");
        }

        if (query.ValueKind == JsonValueKind.Object && query.Optional("nearest") is { } nearest)
        {
            query.Closed("nearest");
            query = nearest;
        }

        var name = search.Optional("using")?.Text() ?? "";
        var vector = collection.ReadVector(name, query, isQuery: true);
        var among = prefetched?.SelectMany(hits => hits).Select(hit => hit.Point).DistinctBy(point => point.Id) ?? collection.Points.Values.Where(admitted);
        return Ordered(vector is float[] values ? ByCosine(among, name, values) : ByWords(collection, among, name, (SparseVector)vector), limit);
    }

    private static IEnumerable<Hit> ByCosine(IEnumerable<Point> points, string name, float[] vector) =>
        points.Where(point => point.Dense.ContainsKey(name)).Select(point => new Hit(point, TensorPrimitives.Dot(point.Dense[name], vector)));

    private static IEnumerable<Hit> ByWords(Collection collection, IEnumerable<Point> points, string name, SparseVector query)
    {
        // By all points that have the vector, whatever the filter.
        var all = collection.Points.Values.Where(point => point.Sparse.ContainsKey(name)).Select(point => point.Sparse[name].Values).ToList();
        var weights = query.Values.ToDictionary(term => term.Key, term =>
        {
            var frequency = all.Count(vector => vector.ContainsKey(term.Key));
            return term.Value * Math.Log(((all.Count - frequency + 0.5) / (frequency + 0.5)) + 1);
        });
        foreach (var point in points)
        {
            if (point.Sparse.TryGetValue(name, out var vector) && weights.Keys.Any(vector.Values.ContainsKey))
            {
                yield return new Hit(point, (float)weights.Sum(weight => weight.Value * vector.Values.GetValueOrDefault(weight.Key)));
            }
        }
    }

    private static IEnumerable<Hit> Fuse(List<List<Hit>> lists, JsonElement query, JsonElement fusion)
    {
        var (k, weights) = (2.0, Enumerable.Repeat(1.0, lists.Count).ToList());
        if (query.Optional("rrf") is not null)
        {
            fusion.Closed("k", "weights");
            k = fusion.Count("k", 1) ?? 2;
            weights = fusion.Optional("weights")?.Items().Select(weight => weight.Number()).ToList() ?? weights;
        }
        else if (fusion.Text() != "rrf")
        {
            throw new QdrantRefusal(500, $"The double does not know {fusion.GetRawText()}.");
        }

        return weights.Count == lists.Count
            ? lists.Zip(weights)
                .SelectMany(list => list.First.Select((hit, place) => (hit.Point, Share: list.Second > 0 ? 1 / (((place + 1) / list.Second) + k - 1) : 0)))
                .GroupBy(share => share.Point.Id)
                .Select(shares => new Hit(shares.First().Point, (float)shares.Sum(share => share.Share)))
            : throw new QdrantRefusal(400, $"Bad request: RRF weights length ({weights.Count}) does not match the number of prefetches ({lists.Count})");
    }

    private static List<Hit> Ordered(IEnumerable<Hit> hits, int limit)
    {
        var shuffled = hits.ToArray();
        Shuffle.Shuffle(shuffled);
        return shuffled.OrderByDescending(hit => hit.Score).Take(limit).ToList();
    }

    private static void CheckParams(JsonElement? parameters)
    {
        parameters?.Closed("hnsw_ef", "exact", "quantization", "indexed_only", "acorn", "idf");
        if (parameters?.Optional("quantization")?.Closed("ignore", "rescore", "oversampling").Optional("oversampling")?.Number() < 1)
        {
            throw QdrantRefusal.Invalid("params.quantization.oversampling", "value must be 1.0 or larger");
        }
    }

    private static Dictionary<string, object?> Record(Point point, JsonElement request, bool withPayload, object? orderValue = null)
    {
        var record = new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = point.Id.ToJson() };
        if (orderValue is not null)
        {
            record["order_value"] = orderValue;
        }

        if (Payload(point, request.Optional("with_payload"), withPayload) is { } payload)
        {
            record["payload"] = payload;
        }

        var vectors = request.Optional("with_vector");
        if (vectors is { ValueKind: JsonValueKind.True } or { ValueKind: JsonValueKind.Array })
        {
            var names = vectors.Value.ValueKind == JsonValueKind.True ? [.. point.Dense.Keys, .. point.Sparse.Keys] : vectors.Value.Items().Select(name => name.Text()).ToList();
            record["vector"] = names is [""]
                ? point.Dense[""]
                : names.ToDictionary(name => name, name => point.Dense.TryGetValue(name, out var dense)
                    ? (object)dense
                    : new { indices = point.Sparse[name].Values.Keys, values = point.Sparse[name].Values.Values }, StringComparer.Ordinal);
        }

        return record;
    }

    private static Dictionary<string, object?> Scored(Hit hit, JsonElement request)
    {
        var record = Record(hit.Point, request, withPayload: false);
        record["version"] = hit.Point.Version;
        record["score"] = hit.Score;
        return record;
    }

    private static JsonObject? Payload(Point point, JsonElement? selector, bool usual)
    {
        switch (selector)
        {
            case null:
                return usual ? point.Payload : null;
            case { ValueKind: JsonValueKind.True or JsonValueKind.False } flag:
                return flag.Flag() ? point.Payload : null;
            case { ValueKind: JsonValueKind.Array } names:
                return Only(names.Items().Select(name => name.Text()).ToHashSet(StringComparer.Ordinal));
            case { } named when named.Closed("include", "exclude").Optional("include") is { } include:
                return Only(include.Items().Select(name => name.Text()).ToHashSet(StringComparer.Ordinal));
            case { } named:
                var left = named.Required("exclude").Items().Select(name => name.Text()).ToHashSet(StringComparer.Ordinal);
                return Only(point.Payload.Select(field => field.Key).Where(name => !left.Contains(name)).ToHashSet(StringComparer.Ordinal));
        }

        JsonObject Only(HashSet<string> fields) => new(point.Payload.Where(field => fields.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
    }
}
