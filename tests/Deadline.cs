using System.Collections.Concurrent;
using System.Reflection;
using NewsBot.Tests;
using Xunit.v3;

[assembly: Deadline]

namespace NewsBot.Tests;

/// <summary>A test that waits in vain fails under its name, instead of keeping the run from ending: its cancellation token is cancelled.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class DeadlineAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Timer> timers = new(StringComparer.Ordinal);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        timers[test.UniqueID] = new Timer(_ => context.CancelCurrentTest(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (timers.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
