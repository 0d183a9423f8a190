using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace NewsBot.LanguageModel;

/// <summary>
/// Keeps readers from waiting for a service that fails: after some failures it is left alone for a while, then one question tries it again. What
/// passes quickly is tried twice before it counts.
/// </summary>
internal sealed partial class ModelCircuit
{
    // A share of all that is low enough to notice, within a minute or two, that a service has begun to fail.
    private const double FailureRatio = 0.25;
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMinutes(1);

    // Longer no reader waits to see whether a second attempt helps.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(2);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline pipeline;
    private readonly TimeProvider time;
    private readonly ILogger<ModelCircuit> logger;
    private long restingUntil; // UTC ticks

    public ModelCircuit(IOptions<LanguageModelOptions> options, TimeProvider time, ILogger<ModelCircuit> logger)
    {
        (this.time, this.logger) = (time, logger);
        var patience = options.Value.Patience;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = 2,
                SamplingDuration = 3 * patience > ShortestSample ? 3 * patience : ShortestSample,
                BreakDurationGenerator = broken => ValueTask.FromResult(BreakAfter(broken.HalfOpenAttempts)),
                ShouldHandle = new PredicateBuilder().Handle<ModelFaultException>(fault => fault.IsOfTheService),
                StateProvider = state,
                OnOpened = opened =>
                {
                    LogOpened(opened.BreakDuration.TotalSeconds);
                    return default;
                },
                OnClosed = _ =>
                {
                    LogClosed();
                    return default;
                },
            })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                ShouldHandle = new PredicateBuilder().Handle<ModelFaultException>(fault => fault.IsPassing && (fault.RetryAfter ?? TimeSpan.Zero) <= LongestRetryDelay),
                DelayGenerator = retry => ValueTask.FromResult<TimeSpan?>((retry.Outcome.Exception as ModelFaultException)?.RetryAfter ?? RetryDelay),
            })
            .Build();
    }

    /// <summary>What was wrong the last time; null when it answered, or was never asked.</summary>
    public ModelFaultException? LastFault { get; private set; }

    /// <summary>Whether the next question would go to the model.</summary>
    public bool IsResting => time.GetUtcNow().UtcTicks < Interlocked.Read(ref restingUntil) || state.CircuitState == CircuitState.Open;

    /// <exception cref="ModelFaultException">It failed, or was not asked because it is resting.</exception>
    public async Task ExecuteAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref restingUntil))
        {
            throw Resting(inner: null);
        }

        try
        {
            await pipeline.ExecuteAsync(async token => await ask(token), cancellationToken);
            LastFault = null;
        }
        catch (BrokenCircuitException broken)
        {
            throw Resting(broken);
        }
        catch (ModelFaultException fault)
        {
            LastFault = fault.IsOfTheService ? fault : null;
            if (fault.RetryAfter is { } wait)
            {
                Interlocked.Exchange(ref restingUntil, (time.GetUtcNow() + (wait < LongestBreak ? wait : LongestBreak)).UtcTicks);
            }

            throw;
        }
    }

    private ModelFaultException Resting(Exception? inner) => new(ModelFault.Resting, $"it is left alone for a while, as {LastFault?.Message ?? "it failed"}", inner);

    private static TimeSpan BreakAfter(int halfOpenAttempts)
    {
        var wait = ShortestBreak * Math.Pow(2, Math.Min(halfOpenAttempts, 10));
        return wait < LongestBreak ? wait : LongestBreak;
    }

    [LoggerMessage(LogLevel.Warning, "The language model failed too often and is left alone for {Seconds:0} s; meanwhile answers are the stories' own words")]
    private partial void LogOpened(double seconds);

    [LoggerMessage(LogLevel.Information, "The language model answers again")]
    private partial void LogClosed();
}
