using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Feeds;
using NewsBot.Jobs;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Admin;

/// <summary>What admins do in a chat in Teams: <c>reindex</c> and <c>status</c>. To everybody else these are words like others.</summary>
internal sealed partial class AdminChat(
    IOptions<AdminOptions> options, IndexingJobs jobs, FeedPolling feeds, IArticleIndex index, AuditLog audit)
{
    private const int HistoryLookedAt = 200;

    /// <returns>What is answered; null when it is no such command, or not an admin's.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be read.</exception>
    public async Task<Activity?> ReplyAsync(TurnContext turn, string text, CancellationToken cancellationToken)
    {
        var command = Courtesy.Without(text);
        var reply = !IsAdmin(turn) ? null
            : Status().IsMatch(command) ? await StatusAsync(cancellationToken)
            : Reindex().IsMatch(command) ? StartRuns(turn.Activity.From!)
            : null;

        // Addresses and paths are not to be read as Markdown.
        return reply is null ? null : turn.Activity.CreateReply(reply) with { TextFormat = "plain" };
    }

    // Who writes is believed of Teams alone, and only where a token has proved that it is Teams that says so.
    private bool IsAdmin(TurnContext turn) =>
        turn is { IsFromChannel: true, Activity: { ChannelId: "msteams", From.AadObjectId: { Length: > 0 } id } }
        && options.Value.TeamsUsers.Contains(id, StringComparer.OrdinalIgnoreCase);

    private string StartRuns(ChannelAccount admin)
    {
        var who = $"{admin.Name ?? "an admin"} (Teams, {admin.AadObjectId})";
        var read = feeds.States.Select(feed => feeds.PollNow(feed.Url, who)).OfType<Job>().ToList();
        var sources = Sources();
        var running = sources.Count == 0 ? null : jobs.Unfinished().FirstOrDefault(job => job.Kind == JobKind.Index && job.Sources.SequenceEqual(sources, StringComparer.Ordinal));
        var run = sources.Count == 0 ? null : running ?? jobs.Start(new JobRequest(JobKind.Index, sources, Prunes: false, who));
        if (run is null && read.Count == 0)
        {
            return "There is nothing to index again: set Feeds or Admin:Roots, or start a run on the admin page first.";
        }

        audit.Add(who, "reindex", run is null ? null : $"run {run.Id}", string.Join(", ", [.. read.SelectMany(job => job.Sources), .. sources]));
        string?[] started =
        [
            run is null ? null : $"Run {run.Id} {(running is null ? "reads" : "is already reading")} {string.Join(", ", sources)}.",
            read.Count == 0 ? null : $"{Counted(read.Count, "feed")} {(read.Count == 1 ? "is" : "are")} read.",
            "Write status to see how far that is.",
        ];
        return string.Join('\n', started.OfType<string>());
    }

    /// <summary>The configured folders; where there are none, the files and folders of the last run that read any.</summary>
    private List<string> Sources() => options.Value.Roots.Count > 0
        ? options.Value.Roots.Select(Path.GetFullPath).Where(Path.Exists).ToList()
        : jobs.Recent(HistoryLookedAt).Where(job => job.Kind is JobKind.Index or JobKind.Rebuild)
            .Select(job => job.Sources.Where(source => !WebStories.IsAddress(source) && Path.Exists(source)).ToList())
            .FirstOrDefault(sources => sources.Count > 0) ?? [];

    private async Task<string> StatusAsync(CancellationToken cancellationToken)
    {
        var (unfinished, last, stock) = (jobs.Unfinished(), jobs.Recent(HistoryLookedAt).FirstOrDefault(job => job.IsOver), await index.CountAsync(ArticleFilter.All, cancellationToken));
        string[] lines =
        [
            .. unfinished.Select(Described),
            last is null ? "No run is over yet." : $"The last run, {Named(last)}, is {last.State.ToString().ToLowerInvariant()} since {Spoken(last.FinishedAt)}: {last.Fault ?? last.Counts.ToString()}",
            stock.Articles == 0 ? "No story is indexed." : $"{(stock.Articles == 1 ? "1 story is" : $"{stock.Articles:N0} stories are")} indexed{(stock is { Oldest: { } oldest, Newest: { } newest } ? $", from {Dates.Range(oldest, newest)}" : "")}.",
            .. FeedLines(feeds.States),
        ];
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> FeedLines(IReadOnlyList<FeedState> states)
    {
        var warned = states.Where(feed => feed.Warning is not null).ToList();
        return states.Count == 0 ? ["No feed is configured."]
            : warned.Count == 0 ? [$"{Counted(states.Count, "feed")} without a warning."]
            : [$"{Counted(states.Count, "feed")}, {warned.Count} with a warning:", .. warned.Select(feed => $"{feed.Url}: {feed.Warning}")];
    }

    private static string Described(Job job) => job.State == JobState.Running
        ? $"Run {Named(job)} is at {job.Counts.Sum:N0} of {job.Total:N0} stories"
            + (job.ArticlesPerSecond is { } speed ? string.Create(CultureInfo.InvariantCulture, $", {speed:0.#} a second") : "")
            + (job.TimeLeft is { } left ? string.Create(CultureInfo.InvariantCulture, $", about {left:h\\:mm\\:ss} left.") : ".")
        : $"Run {Named(job)} is {job.State.ToString().ToLowerInvariant()}.";

    private static string Named(Job job) => $"{job.Id} ({job.Kind.ToString().ToLowerInvariant()}, by {job.StartedBy})";

    private static string? Spoken(DateTimeOffset? moment) => moment is { } at ? string.Create(CultureInfo.InvariantCulture, $"{Dates.Spoken(at.ToUniversalTime())}, {at.UtcDateTime:HH:mm} UTC") : null;

    private static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    [GeneratedRegex(@"^(re-?index|index)( (all|everything|the stories|now|again))*[.!]?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reindex();

    [GeneratedRegex(@"^status[.!?]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Status();
}
