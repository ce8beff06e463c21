using Xunit;

namespace TinyRecursion.Tests.Recursion;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_thread_does_the_work_the_calling_one_among_them(int threads)
    {
        using var all = new Barrier(threads);
        var seen = new List<int>();

        Workers.Run(threads, () =>
        {
            // Only passed if all are at work at the same time.
            all.SignalAndWait(TestContext.Current.CancellationToken);
            lock (seen)
            {
                seen.Add(Environment.CurrentManagedThreadId);
            }
        });

        Assert.Equal(threads, seen.Distinct().Count());
        Assert.Contains(Environment.CurrentManagedThreadId, seen);
    }

    [Fact]
    public void The_first_failure_is_thrown_once_all_have_ended()
    {
        int ended = 0, number = 0;

        var error = Assert.Throws<FormatException>(() => Workers.Run(4, () =>
        {
            if (Interlocked.Increment(ref number) == 2)
            {
                throw new FormatException("the second");
            }

            Thread.Sleep(20);
            Interlocked.Increment(ref ended);
        }));

        Assert.Equal(("the second", 3), (error.Message, ended));
    }

    [Fact]
    public void No_thread_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Run(0, () => { }));
}
