using System.Numerics.Tensors;
using Google.Protobuf.Collections;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace NewsBot.Doubles;

/// <summary>What can be asked of a collection.</summary>
internal static class Reads
{
    private const int UsualLimit = 10;

    // As with the server, the order of equal scores is nobody's business.
    private static readonly Random Shuffle = new();

    private sealed record Hit(Point Point, float Score);

    public static GetResponse Get(Collection collection, GetPoints request)
    {
        request.Only("collection_name", "ids", "with_payload", "with_vectors", "read_consistency");
        var points = request.Ids.Select(Collection.Key).Distinct(StringComparer.Ordinal).Where(collection.Points.ContainsKey).Select(key => collection.Points[key]).ToArray();
        Shuffle.Shuffle(points);
        return new() { Result = { points.Select(point => Record(point, request.WithPayload, request.WithVectors)) } };
    }

    public static CountResponse Count(Collection collection, CountPoints request)
    {
        request.Only("collection_name", "filter", "exact", "read_consistency");
        return new() { Result = new CountResult { Count = (ulong)collection.Points.Values.Count(PointFilter.Of(request.Filter, collection)) } };
    }

    public static FacetResponse Facet(Collection collection, FacetCounts request)
    {
        request.Only("collection_name", "key", "filter", "limit", "exact", "read_consistency");
        if (!collection.HasIndex(request.Key, FieldType.Keyword, FieldType.Integer, FieldType.Bool, FieldType.Uuid))
        {
            throw QdrantRefusal.Because(StatusCode.InvalidArgument, $"Bad request: No appropriate index for faceting: `{request.Key}`. Please create one to facet on this field.");
        }

        var hits = collection.Points.Values.Where(PointFilter.Of(request.Filter, collection))
            .SelectMany(point => point.Values(request.Key).Distinct())
            .GroupBy(value => value)
            .Select(same => new FacetHit { Value = same.Key.HasStringValue ? new() { StringValue = same.Key.StringValue } : new() { IntegerValue = same.Key.IntegerValue }, Count = (ulong)same.Count() })
            .OrderByDescending(hit => hit.Count)
            .Take(Limit(request.HasLimit, request.Limit));
        return new() { Hits = { hits } };
    }

    public static ScrollResponse Scroll(Collection collection, ScrollPoints request)
    {
        request.Only("collection_name", "filter", "limit", "with_payload", "with_vectors", "order_by", "read_consistency");
        var admitted = collection.Points.Values.Where(PointFilter.Of(request.Filter, collection));
        var limit = Limit(request.HasLimit, request.Limit);
        if (request.OrderBy?.Only("key", "direction") is not { } order)
        {
            var page = admitted.Take(limit + 1).ToList();
            var response = new ScrollResponse { Result = { page.Take(limit).Select(point => Record(point, request.WithPayload, request.WithVectors)) } };
            response.NextPageOffset = page.Count > limit ? page[^1].Id : null;
            return response;
        }

        if (!collection.HasIndex(order.Key, FieldType.Integer, FieldType.Float, FieldType.Datetime, FieldType.Uuid))
        {
            throw QdrantRefusal.Because(StatusCode.InvalidArgument, $"Bad request: No range index for `order_by` key: `{order.Key}`. Please create one to use `order_by`.");
        }

        var rows = admitted.SelectMany(point => point.Values(order.Key).Select(value => (Point: point, Value: PointFilter.Comparable(value)))).Where(row => row.Value is not null).ToArray();
        Shuffle.Shuffle(rows);
        var ordered = order.Direction == Direction.Desc ? rows.OrderByDescending(row => row.Value) : rows.OrderBy(row => row.Value);
        return new() { Result = { ordered.Take(limit).Select(row => Record(row.Point, request.WithPayload, request.WithVectors)) } };
    }

    public static IEnumerable<ScoredPoint> Query(Collection collection, QueryPoints request)
    {
        request.Only("collection_name", "prefetch", "query", "using", "filter", "params", "limit", "offset", "with_payload", "with_vectors", "read_consistency");
        var hits = Search(collection, request.Prefetch, request.Query, request.HasUsing ? request.Using : null, request.Params, PointFilter.Of(request.Filter, collection),
            Limit(request.HasLimit, request.Limit) + (int)request.Offset);
        return hits.Skip((int)request.Offset).Select(hit => Scored(hit, request.WithPayload, request.WithVectors));
    }

    public static QueryBatchResponse QueryBatch(Collection collection, QueryBatchPoints request) => new()
    {
        Result = { request.Only("collection_name", "query_points", "read_consistency").QueryPoints.Select(query => new BatchResult { Result = { Query(collection, query) } }) },
    };

    public static QueryGroupsResponse QueryGroups(Collection collection, QueryPointGroups request)
    {
        request.Only("collection_name", "query", "using", "filter", "params", "group_by", "group_size", "limit", "with_payload", "with_vectors", "read_consistency");
        var groups = Search(collection, [], request.Query, request.HasUsing ? request.Using : null, request.Params, PointFilter.Of(request.Filter, collection), int.MaxValue)
            .SelectMany(hit => hit.Point.Values(request.GroupBy).Select(value => (hit, value.StringValue)))
            .GroupBy(pair => pair.StringValue, StringComparer.Ordinal)
            .Take(Limit(request.HasLimit, request.Limit))
            .Select(group => new PointGroup
            {
                Id = new GroupId { StringValue = group.Key },
                Hits = { group.Take(Limit(request.HasGroupSize, request.GroupSize)).Select(pair => Scored(pair.hit, request.WithPayload, request.WithVectors)) },
            });
        return new() { Result = new GroupsResult { Groups = { groups } } };
    }

    /// <summary>Best first.</summary>
    private static List<Hit> Search(
        Collection collection, RepeatedField<PrefetchQuery> prefetches, Query? query, string? name, SearchParams? parameters, Func<Point, bool> admitted, int limit)
    {
        if (parameters?.Only("exact", "quantization").Quantization?.Only("ignore", "rescore", "oversampling") is { HasOversampling: true, Oversampling: < 1 })
        {
            throw QdrantRefusal.Because(StatusCode.InvalidArgument, "Validation error: [params.quantization.oversampling: value must be 1.0 or larger]");
        }

        var prefetched = prefetches.Select(prefetch =>
        {
            prefetch.Only("prefetch", "query", "using", "filter", "params", "limit");
            var own = PointFilter.Of(prefetch.Filter, collection);
            return Search(
                collection, prefetch.Prefetch, prefetch.Query, prefetch.HasUsing ? prefetch.Using : null, prefetch.Params, point => admitted(point) && own(point), Limit(prefetch.HasLimit, prefetch.Limit));
        }).ToList();
        if (query?.Only("nearest", "rrf") is null)
        {
            throw QdrantRefusal.Unknown("searches without a query");
        }

        if (query.Rrf is { } fusion)
        {
            return name is null && prefetched.Count > 0
                ? Ordered(Fuse(prefetched, fusion), limit)
                : throw QdrantRefusal.Because(StatusCode.InvalidArgument, "Bad request: Fusion needs prefetches and no `using`");
        }

        var nearest = query.Nearest.Only("dense", "document");
        var vector = collection.ReadVector(name ?? "", nearest.Dense, nearest.Document, isQuery: true);
        var among = prefetched.Count > 0 ? prefetched.SelectMany(hits => hits).Select(hit => hit.Point).DistinctBy(point => point.Id) : collection.Points.Values.Where(admitted);
        return Ordered(vector is float[] values ? ByCosine(among, name!, values) : ByWords(collection, among, name!, (SparseWords)vector), limit);
    }

    private static IEnumerable<Hit> ByCosine(IEnumerable<Point> points, string name, float[] vector) =>
        points.Where(point => point.Dense.ContainsKey(name)).Select(point => new Hit(point, TensorPrimitives.Dot(point.Dense[name], vector)));

    private static IEnumerable<Hit> ByWords(Collection collection, IEnumerable<Point> points, string name, SparseWords query)
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

    private static IEnumerable<Hit> Fuse(List<List<Hit>> lists, Rrf fusion)
    {
        var k = fusion.HasK ? fusion.K : 2.0;
        var weights = fusion.Weights.Count > 0 ? [.. fusion.Weights] : Enumerable.Repeat(1f, lists.Count).ToList();
        return weights.Count == lists.Count
            ? lists.Zip(weights)
                .SelectMany(list => list.First.Select((hit, place) => (hit.Point, Share: list.Second > 0 ? 1 / (((place + 1) / list.Second) + k - 1) : 0)))
                .GroupBy(share => share.Point.Id)
                .Select(shares => new Hit(shares.First().Point, (float)shares.Sum(share => share.Share)))
            : throw QdrantRefusal.Because(StatusCode.InvalidArgument, $"Bad request: RRF weights length ({weights.Count}) does not match the number of prefetches ({lists.Count})");
    }

    private static List<Hit> Ordered(IEnumerable<Hit> hits, int limit)
    {
        var shuffled = hits.ToArray();
        Shuffle.Shuffle(shuffled);
        return shuffled.OrderByDescending(hit => hit.Score).Take(limit).ToList();
    }

    private static int Limit(bool isGiven, ulong limit) => !isGiven ? UsualLimit
        : limit > 0 ? (int)limit
        : throw QdrantRefusal.Because(StatusCode.InvalidArgument, "Validation error: [limit: value 0 invalid, must be 1 or larger]");

    private static RetrievedPoint Record(Point point, WithPayloadSelector? payload, WithVectorsSelector? vectors)
    {
        var record = new RetrievedPoint { Id = point.Id };
        record.Payload.Add(Chosen(point, payload, vectors));
        return record;
    }

    private static ScoredPoint Scored(Hit hit, WithPayloadSelector? payload, WithVectorsSelector? vectors)
    {
        var record = new ScoredPoint { Id = hit.Point.Id, Score = hit.Score, Version = hit.Point.Version };
        record.Payload.Add(Chosen(hit.Point, payload, vectors));
        return record;
    }

    private static Dictionary<string, Value> Chosen(Point point, WithPayloadSelector? payload, WithVectorsSelector? vectors) => (payload?.Only("enable", "include"), vectors) switch
    {
        (_, { Enable: true } or { Include: not null }) => throw QdrantRefusal.Unknown("vectors that are given back"),
        (null, _) => [],
        ({ Include: { } include }, _) => point.Payload.Where(field => include.Fields.Contains(field.Key)).ToDictionary(StringComparer.Ordinal),
        ({ Enable: var isWanted }, _) => isWanted ? point.Payload.ToDictionary(StringComparer.Ordinal) : [],
    };
}
