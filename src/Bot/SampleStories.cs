using NewsBot.Commands;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;

namespace NewsBot;

/// <summary>Lets a newcomer ask at once: an index that holds nothing is filled with the stories that come with the program.</summary>
internal static class SampleStories
{
    public static async Task IndexIfEmptyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<IConfiguration>()["Samples"];
        var status = await services.GetRequiredService<IArticleIndex>().GetStatusAsync(cancellationToken);
        if (status.Articles > 0 || string.IsNullOrEmpty(folder))
        {
            return;
        }

        await Console.Error.WriteLineAsync("The index is empty, so the sample stories are indexed first (once).");
        await IndexingRun.RunAsync(services, new JobRequest(JobKind.Index, [Path.Combine(AppContext.BaseDirectory, folder)], Prunes: false, "first start"), cancellationToken);
    }
}
