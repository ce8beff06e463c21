using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using Xunit;

namespace TinyRecursion.Tests.Recursion.Planning;

public class SearchStructuresTests
{
    [Fact]
    public void The_queue_gives_the_lowest_key_and_then_the_lowest_node() =>
        Gen.Select(Gen.ULong[0, 9], Gen.Int[0, 99]).Array.Sample(entries =>
        {
            var queue = new SearchQueue(new MemoryBudget(long.MaxValue));
            foreach ((ulong key, int node) in entries)
            {
                queue.Push(key, node);
            }

            Assert.Equal(entries.Order(), Enumerable.Range(0, entries.Length).Select(_ => queue.Pop()));
            Assert.Equal(0, queue.Count);
        });

    [Fact]
    public void The_table_is_a_dictionary()
    {
        var table = new StateTable<int>(new GraphSpace(1, 2), new MemoryBudget(long.MaxValue));
        var expected = new Dictionary<int, int>();
        var random = new SeededRandom(3);
        for (int i = 0; i < 20_000; i++)
        {
            int state = random.NextInt32(15_000);
            Assert.Equal(expected.TryGetValue(state, out int known) ? known : -1, table.FindOrAdd(state, i));
            expected.TryAdd(state, i);
        }

        Assert.Equal(expected.Count, table.Count);
    }

    [Fact]
    public void Priorities_keep_their_order_as_keys() => Gen.Select(Gen.Float[0, 1e9f], Gen.Float[0, 1e9f]).Sample((a, b) =>
        Assert.Equal(a.CompareTo(b), Math.Sign(SearchQueue.Key(a, 7).CompareTo(SearchQueue.Key(b, 7)))));

    [Fact]
    public void A_budget_refuses_what_it_does_not_hold_and_counts_the_peak()
    {
        var budget = new MemoryBudget(10);
        budget.Take(6);
        Assert.Equal(HaltReason.MemoryLimit, Assert.Throws<PlanningLimitException>(() => budget.Take(5)).Limit);
        budget.Give(3);
        budget.Take(5);
        Assert.Equal(8, budget.Peak);
    }
}
