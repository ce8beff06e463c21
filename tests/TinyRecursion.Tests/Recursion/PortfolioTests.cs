using TinyRecursion.Recursion;
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
                Outcome<RuleState> expected = Run(12, seed, Until(needed));

                Outcome<RuleState> result = Run(12, seed, Until(needed), threads, TestContext.Current.CancellationToken);

                Assert.Equal(expected with { Answer = null }, result with { Answer = null });
                Assert.Equal(expected.Answer!.Logits.ToArray(), result.Answer!.Logits.ToArray());
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

            Outcome<RuleState> result = Run(12, seed, Until(1f));

            Assert.Equal(
                lucky >= 0 ? (HaltReason.Verified, 1, lucky, (lucky * Steps) + 1) : (HaltReason.StepLimit, Steps, 11, 12 * Steps),
                (result.Reason, result.Steps, result.Part, result.TotalSteps));
            Assert.Equal(draws[result.Part], result.Answer!.Logits.Span[0]);
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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Attempts_that_are_not_made_cost_nothing(int threads)
    {
        var portfolio = new Portfolio<int, int>(
            number => new PlainRecursion<int, int>((_, _, _) => new Outcome<int>(number, number == 5 ? HaltReason.Verified : HaltReason.StepLimit, 1)), int.MaxValue)
        {
            Threads = threads,
        };

        Assert.Equal((5, 6L), (portfolio.Run(0).Answer, portfolio.Run(0).TotalSteps));
    }

    [Fact]
    public void Cancelling_ends_all_runs()
    {
        using var stop = new CancellationTokenSource();
        int asked = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Run(
            6, 1,
            Halting.Verified(_ =>
            {
                if (Interlocked.Increment(ref asked) == 100)
                {
                    stop.Cancel();
                }

                return false;
            }),
            threads: 3, stop.Token));
        Assert.Equal(0, Luck.OpenSessions);
    }

    [Fact]
    public void No_starts_or_threads_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(0, 1, Until(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(1, 1, Until(1), threads: 0));
    }

    [Fact]
    public void A_trace_tells_the_starts_apart()
    {
        var trace = new Trace();

        Restarts.Of(new Loop(Luck, Halting.Steps(2)), Luck, 3, 1, threads: 3).Run(new RuleState(PlainRule.Problem), trace);

        Assert.Equal(
            ["start 0 1", "start 0 2", "start 1 1", "start 1 2", "start 2 1", "start 2 2"],
            trace.Steps.Select(step => $"{step.Part} {step.Step}"));
    }

    private static Outcome<RuleState> Run(int starts, ulong seed, Halting halting, int threads = 1, CancellationToken cancellation = default) =>
        Restarts.Of(new Loop(Luck, halting), Luck, starts, seed, threads: threads)
            .Run(new RuleState(PlainRule.Problem), trace: null, cancellation);

    private static Halting Until(float needed) =>
        Halting.Any(Halting.Verified(logits => logits[0] > needed), Halting.Steps(Steps));

    private static float[] Draws(ulong seed, int starts)
    {
        var draws = new List<float>();
        var once = Halting.Verified(logits =>
        {
            draws.Add(logits[0]);
            return false;
        });
        Run(starts, seed, Halting.Any(once, Halting.Steps(1)));
        return [.. draws];
    }
}
