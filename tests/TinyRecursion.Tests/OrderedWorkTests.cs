using Xunit;

namespace TinyRecursion.Tests;

public class OrderedWorkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Results_leave_in_order_and_few_items_are_held(int threads)
    {
        int read = 0, most = 0;
        var left = new List<int>();
        OrderedWork.Run(
            Items(10_000), threads,
            item =>
            {
                Thread.SpinWait(item % 97);
                return 2 * item;
            },
            (item, result) =>
            {
                Assert.Equal(2 * item, result);
                left.Add(item);
                most = Math.Max(most, Volatile.Read(ref read) - left.Count);
            },
            CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 10_000), left);
        Assert.InRange(most, 0, 32 * threads);

        IEnumerable<int> Items(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Volatile.Write(ref read, i + 1);
                yield return i;
            }
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    public void What_fails_ends_it_after_all_results_before_have_left(int threads, bool reading)
    {
        var left = new List<int>();
        Assert.Throws<FormatException>(() => OrderedWork.Run(
            Items(), threads, item => item == 500 && !reading ? throw new FormatException() : item, (item, _) => left.Add(item), CancellationToken.None));
        Assert.Equal(Enumerable.Range(0, 500), left);

        IEnumerable<int> Items()
        {
            for (int i = 0; ; i++)
            {
                yield return i == 500 && reading ? throw new FormatException() : i;
            }
        }
    }

    [Fact]
    public void Cancellation_ends_it()
    {
        using var source = new CancellationTokenSource();
        int left = 0;
        Assert.Throws<OperationCanceledException>(() => OrderedWork.Run(
            Enumerable.Repeat(0, int.MaxValue), 2, item => item,
            (_, _) =>
            {
                if (++left == 100)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.InRange(left, 100, 200);
    }
}
