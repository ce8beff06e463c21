using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using Xunit;
using Halting = TinyRecursion.Recursion.Halting;

namespace TinyRecursion.Tests.Recursion;

/// <summary>The first start in order that is verified wins, on any number of threads.</summary>
public class PortfolioTests
{
    private const int Steps = 20;

    // The state stays what it was drawn, so a start is as good as its draw.
    private static readonly PlainRule Luck = new(x => x);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Threads_change_nothing(int threads)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            foreach (float needed in (float[])[0.5f, 1.5f, 9f])
            {
                using IRuleSession session = Luck.Open();
                LoopResult expected = Portfolio.Run(session, PlainRule.Problem, 12, seed, Until(needed));

                LoopResult result = Portfolio.Run(
                    Luck, PlainRule.Problem, 12, seed, () => Until(needed), threads, out float[] scores, TestContext.Current.CancellationToken);

                Assert.Equal(expected, result);
                Assert.Equal(session.Readout().ToArray(), scores);
            }
        }

        Assert.Equal(0, Luck.OpenSessions);
    }

    [Fact]
    public void The_first_lucky_start_wins_and_the_unlucky_ones_before_it_count()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            float[] draws = Draws(seed, 12);
            int lucky = Array.FindIndex(draws, draw => draw > 1);
            using IRuleSession session = Luck.Open();

            LoopResult result = Portfolio.Run(session, PlainRule.Problem, 12, seed, Until(1f));

            Assert.Equal(
                lucky >= 0
                    ? new LoopResult(1, HaltReason.Verified, lucky, (lucky * Steps) + 1)
                    : new LoopResult(Steps, HaltReason.StepLimit, 11, 12 * Steps),
                result);
            Assert.Equal(draws[result.Restart], session.Readout()[0]);
        }
    }

    [Fact]
    public void Starts_differ_and_depend_on_the_seed_alone()
    {
        float[] draws = Draws(1, 50);

        Assert.Equal(50, draws.Distinct().Count());
        Assert.Equal(draws, Draws(1, 50));
        Assert.Empty(draws.Intersect(Draws(2, 50)));
        Assert.Equal(draws[..10], Draws(1, 10));
    }

    [Fact]
    public void Cancelling_ends_all_runs()
    {
        using var stop = new CancellationTokenSource();
        int asked = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Portfolio.Run(
            Luck, PlainRule.Problem, 6, 1,
            () => Halting.Verified(_ =>
            {
                if (Interlocked.Increment(ref asked) == 100)
                {
                    stop.Cancel();
                }

                return false;
            }),
            threads: 3, out _, stop.Token));
        Assert.Equal(0, Luck.OpenSessions);
    }

    [Fact]
    public void No_starts_or_threads_are_refused()
    {
        using IRuleSession session = Luck.Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => Portfolio.Run(session, PlainRule.Problem, 0, 1, Until(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Portfolio.Run(Luck, PlainRule.Problem, 1, 1, () => Until(1), 0, out _));
    }

    private static Halting Until(float needed) =>
        Halting.Any(Halting.Verified(scores => scores[0] > needed), Halting.Steps(Steps));

    private static float[] Draws(ulong seed, int starts)
    {
        var draws = new List<float>();
        using IRuleSession session = Luck.Open();
        var once = Halting.Verified(scores =>
        {
            draws.Add(scores[0]);
            return false;
        });
        Portfolio.Run(session, PlainRule.Problem, starts, seed, Halting.Any(once, Halting.Steps(1)));
        return [.. draws];
    }
}
