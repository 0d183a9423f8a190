using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsBot.Feeds;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Admin;

/// <summary>Starting runs, watching them, and stopping them; and going back to the index before the last rebuild.</summary>
internal static class RunEndpoints
{
    private const int MaxListed = 500;
    private const int MaxSources = 1_000;

    // Whoever waits for a page waits no longer. What is written goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapRuns(this RouteGroupBuilder api)
    {
        api.MapGet("/sources", GetSources).WithSummary("From where stories may be indexed");
        api.MapGet("/runs", GetRuns).WithSummary("The latest runs first");
        api.MapPost("/runs", Start).WithSummary("Lets a run wait for its turn: one that indexes files and addresses, or makes a new index of them alone");
        api.MapGet("/runs/events", Watch).WithSummary("Server-sent events: at once each run that is not over and the last that is, then each that changes")
            .Produces<Run>(StatusCodes.Status200OK, "text/event-stream");
        api.MapGet("/runs/{id:long}", GetRun).WithSummary("One run").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{id:long}/problems", GetProblems).WithSummary("What was wrong with which story").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/runs/{id:long}/pause", Pause).WithSummary("Pauses a run that waits or runs").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/runs/{id:long}/resume", Resume).WithSummary("Goes on with a run that was paused or cut off, or failed").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/runs/{id:long}/cancel", Cancel).WithSummary("Ends a run; what it has done stays").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/rollback", RollBackAsync).WithSummary("Lets the index before the last rebuild serve again; once more takes that back").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Ok<Sources> GetSources(AllowedSources allowed, Uploads uploads, FeedPolling feeds) => TypedResults.Ok(new Sources(
        allowed.Roots.Where(root => root != uploads.Folder).ToList(), uploads.Folder, uploads.Count, feeds.States.Select(feed => feed.Url).ToList()));

    private static Ok<IReadOnlyList<Run>> GetRuns(IndexingJobs jobs, int count = 20) =>
        TypedResults.Ok<IReadOnlyList<Run>>(jobs.Recent(Math.Clamp(count, 1, MaxListed)).Select(Run.Of).ToList());

    private static Results<Created<Run>, ProblemHttpResult> Start(RunRequest request, HttpContext http, IndexingJobs jobs, AllowedSources allowed, AuditLog audit)
    {
        var sources = request.Sources?.Select(source => source?.Trim() ?? "").Where(source => source.Length > 0).Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (Objection(request, sources, allowed) is { } objection)
        {
            return TypedResults.Problem(objection, statusCode: StatusCodes.Status400BadRequest);
        }

        var kind = request.Kind == "rebuild" ? JobKind.Rebuild : JobKind.Index;
        var job = jobs.Start(new JobRequest(kind, sources, request.Prunes, AdminAccess.NameOf(http)) { AllowsFewer = request.AllowsFewer });
        audit.Add(AdminAccess.NameOf(http), request.Kind!, $"run {job.Id}", string.Join(", ", sources) + (request.Prunes ? ", removing what is gone" : ""));
        return TypedResults.Created($"{AdminExtensions.ApiPath}/runs/{job.Id}", Run.Of(job));
    }

    private static string? Objection(RunRequest request, List<string> sources, AllowedSources allowed) =>
        request.Kind is not ("index" or "rebuild") ? "kind is index or rebuild."
        : request is { Kind: "rebuild", Prunes: true } ? "A new index has nothing to remove yet: leave out prunes."
        : sources.Count == 0 ? "sources has to name at least one file, folder or address."
        : sources.Count > MaxSources ? $"sources may name {MaxSources:N0} files, folders and addresses: name a folder of them."
        : sources.Select(allowed.ObjectionTo).FirstOrDefault(objection => objection is not null);

    private static ServerSentEventsResult<Run> Watch(HttpContext http, IndexingJobs jobs, IHostApplicationLifetime lifetime)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no"; // of the proxy nginx
        return TypedResults.ServerSentEvents(EventsAsync(jobs, lifetime, http.RequestAborted));
    }

    // A program that stops does not wait for those who watch.
    private static async IAsyncEnumerable<SseItem<Run>> EventsAsync(IndexingJobs jobs, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var changes = jobs.WatchAsync(over.Token).GetAsyncEnumerator(over.Token);
        while (await NextAsync())
        {
            yield return new SseItem<Run>(Run.Of(changes.Current), "run");
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await changes.MoveNextAsync();
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private static Results<Ok<Run>, ProblemHttpResult> GetRun(long id, IndexingJobs jobs) => jobs.Find(id) is { } job ? TypedResults.Ok(Run.Of(job)) : NoSuchRun();

    private static Results<Ok<IReadOnlyList<JobProblem>>, ProblemHttpResult> GetProblems(long id, IndexingJobs jobs, int count = 100) =>
        jobs.Find(id) is null ? NoSuchRun() : TypedResults.Ok(jobs.ProblemsOf(id, Math.Clamp(count, 1, 10_000)));

    private static Results<NoContent, ProblemHttpResult> Pause(long id, HttpContext http, IndexingJobs jobs, AuditLog audit) =>
        Do("pause", jobs.Pause, "It neither waits nor runs, so there is nothing to pause.", id, http, jobs, audit);

    private static Results<NoContent, ProblemHttpResult> Resume(long id, HttpContext http, IndexingJobs jobs, AuditLog audit) =>
        Do("resume", jobs.Resume, "It was neither paused nor cut off, and has not failed, so there is nothing to go on with.", id, http, jobs, audit);

    private static Results<NoContent, ProblemHttpResult> Cancel(long id, HttpContext http, IndexingJobs jobs, AuditLog audit) =>
        Do("cancel", jobs.Cancel, "It is over already.", id, http, jobs, audit);

    private static Results<NoContent, ProblemHttpResult> Do(string what, Func<long, bool> change, string objection, long id, HttpContext http, IndexingJobs jobs, AuditLog audit)
    {
        if (jobs.Find(id) is null)
        {
            return NoSuchRun();
        }

        if (!change(id))
        {
            return TypedResults.Problem(objection, statusCode: StatusCodes.Status409Conflict);
        }

        audit.Add(AdminAccess.NameOf(http), what, $"run {id}");
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<RolledBack>, ProblemHttpResult>> RollBackAsync(
        HttpContext http, IndexMaintenance maintenance, IArticleIndex index, AuditLog audit, CancellationToken cancellationToken)
    {
        var job = await WithPatienceAsync(token => maintenance.RollBackAsync(AdminAccess.NameOf(http), token), cancellationToken);
        if (job is null or { Fault: not null })
        {
            return TypedResults.Problem(job?.Fault ?? Busy, statusCode: StatusCodes.Status409Conflict);
        }

        var articles = (await index.CountAsync(ArticleFilter.All, cancellationToken)).Articles;
        audit.Add(AdminAccess.NameOf(http), "roll back", detail: $"{articles:N0} stories serve");
        return TypedResults.Ok(new RolledBack(articles));
    }

    internal const string Busy = "A run writes to the index at the moment: wait until it is over, or pause it.";

    /// <summary>Null when somebody else writes for longer than anybody waits for a page.</summary>
    internal static async Task<Job?> WithPatienceAsync(Func<CancellationToken, Task<Job>> change, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(Patience);
        try
        {
            return await change(over.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static ProblemHttpResult NoSuchRun() => TypedResults.Problem("There is no run of this number, or it is too long ago.", statusCode: StatusCodes.Status404NotFound);
}

/// <param name="Roots">Full paths of the folders of Admin:Roots.</param>
/// <param name="Uploads">Full path of the folder of what was sent.</param>
/// <param name="Uploaded">How many files are in it.</param>
/// <param name="Feeds">Addresses of the configured feeds.</param>
internal sealed record Sources(IReadOnlyList<string> Roots, string Uploads, int Uploaded, IReadOnlyList<string> Feeds);

/// <param name="Kind"><c>index</c>, or <c>rebuild</c> for a new index of these sources alone.</param>
/// <param name="Sources">Full paths of files and folders, and addresses of pages, feeds and sitemaps.</param>
/// <param name="Prunes">Whether stories are removed that are gone from the files and folders.</param>
/// <param name="AllowsFewer">Whether a new index may hold far fewer stories than the one that serves.</param>
internal sealed record RunRequest(string? Kind, IReadOnlyList<string?>? Sources, bool Prunes = false, bool AllowsFewer = false);

/// <param name="Articles">How many stories serve now.</param>
internal sealed record RolledBack(long Articles);

/// <summary>A run that changes the index.</summary>
/// <param name="Kind"><c>index</c>, <c>rebuild</c>, <c>feeds</c>, <c>removal</c> or <c>rollback</c>.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>paused</c>, <c>done</c>, <c>failed</c>, <c>cancelled</c> or <c>interrupted</c>.</param>
/// <param name="Done">How many stories it is done with, however that went.</param>
/// <param name="Total">How many stories it is about, as far as is known.</param>
/// <param name="ArticlesPerSecond">Null: not known.</param>
/// <param name="SecondsLeft">At this speed; null: not known.</param>
/// <param name="Fault">One sentence on why it failed.</param>
internal sealed record Run(
    long Id,
    string Kind,
    string State,
    IReadOnlyList<string> Sources,
    string StartedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int Done,
    int Total,
    IndexingCounts Counts,
    double? ArticlesPerSecond,
    double? SecondsLeft,
    string? Fault)
{
    public static Run Of(Job job) => new(
        job.Id,
        job.Kind.ToString().ToLowerInvariant(),
        job.State.ToString().ToLowerInvariant(),
        job.Sources,
        job.StartedBy,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
        job.Counts.Sum,
        job.Total,
        job.Counts,
        job.ArticlesPerSecond,
        job.TimeLeft?.TotalSeconds,
        job.Fault);
}
