namespace NewsBot.Jobs;

internal static class JobsExtensions
{
    /// <summary>Adds the jobs that change the index. They run while the program serves; a verb runs its own.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStore>().AddSingleton<WriterLock>().AddSingleton<JobSignal>().AddSingleton<JobRunner>();
        return services.AddSingleton<IndexingJobs>().AddSingleton<IndexMaintenance>().AddHostedService<JobWorker>();
    }
}
