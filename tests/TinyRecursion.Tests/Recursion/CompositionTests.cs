using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.FixedPoint;
using TinyRecursion.Rules;
using Xunit;
using Halting = TinyRecursion.Recursion.Halting;

namespace TinyRecursion.Tests.Recursion;

/// <summary>Rules that alternate, recursions in a chain, recursions as rules, and all of them within each other.</summary>
public class CompositionTests
{
    private static readonly RuleState Start = new(PlainRule.Problem);

    [Fact]
    public void Rules_alternate_on_one_state_and_the_one_named_reads_it()
    {
        var rule = new Alternation([new CountingRule(1, x => x + 3), new CountingRule(100, x => 2 * x, bound: 15)], reader: 1);

        Outcome<RuleState> outcome = new Loop(rule, Halting.Any(Halting.Learned(), Halting.Steps(9))).Run(Start);

        // From the first one's start: (1 + 3) · 2 = 8, (8 + 3) · 2 = 22, which is above the second one's bound.
        Assert.Equal((HaltReason.Learned, 2, 14.0), (outcome.Reason, outcome.Steps, outcome.Residual));
        Assert.Equal(22f, outcome.Answer!.Logits.Span[0]);
    }

    [Fact]
    public void Alternating_is_the_same_as_taking_the_steps_by_hand() =>
        Gen.Select(Gen.Float[-9, 9], Gen.Int[1, 6]).Sample((start, steps) =>
        {
            using IRuleSession session = new Alternation([new CountingRule(0, x => x / 2), new CountingRule(0, x => 1 - x)]).Open();
            session.Bind(PlainRule.Problem);
            session.SetState([start]);
            float expected = start;
            for (int step = 0; step < steps; step++)
            {
                session.Step();
                expected = 1 - (expected / 2);
            }

            Assert.Equal(expected, session.Readout()[0]);
            Assert.Equal(steps, session.StepCount);
        });

    [Fact]
    public void Rules_that_do_not_fit_together_are_refused_and_sessions_are_closed()
    {
        var one = new PlainRule(x => x);
        var nested = new NestedCycles(one, new NestedCyclesOptions { HighCycles = 1, LowCycles = 1 });
        Assert.Throws<ArgumentException>(() => new Alternation([one, nested]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Alternation([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Alternation([one], reader: 1));
        new Alternation([one, one]).Open().Dispose();
        Assert.Equal(0, one.OpenSessions);
    }

    [Fact]
    public void A_chain_goes_on_from_the_state_before_and_adds_the_steps_up()
    {
        var trace = new Trace();
        var chain = new Chain<RuleState>(
            new Loop(new PlainRule(x => x + 5), Halting.Steps(2)), new Loop(new PlainRule(x => x / 2), Halting.Steps(3)));

        Outcome<RuleState> outcome = chain.Run(Start, trace);

        Assert.Equal(10f / 8, outcome.Answer!.Logits.Span[0]);
        Assert.Equal((3, 5, 1), (outcome.Steps, outcome.TotalSteps, outcome.Part));
        Assert.Equal(["link 0", "link 0", "link 1", "link 1", "link 1"], trace.Steps.Select(step => step.Part));
        Assert.Equal([5f, 10f, 5f, 2.5f, 1.25f], trace.Steps.Select(step => step.Logits[0]));
    }

    [Theory]
    [InlineData(HaltReason.Verified)]
    [InlineData(HaltReason.Refuted)]
    public void A_chain_ends_where_a_link_settles_the_problem(HaltReason reason)
    {
        var settled = new PlainRecursion<int, int>((problem, _, _) => new Outcome<int>(problem + 1, reason, 4));
        var never = new PlainRecursion<int, int>((_, _, _) => throw new InvalidOperationException());

        Outcome<int> outcome = new Chain<int>(settled, never).Run(1);

        Assert.Equal((reason, 2, 0), (outcome.Reason, outcome.Answer, outcome.Part));
    }

    [Fact]
    public void A_recursion_is_a_rule_whose_step_is_a_run()
    {
        var inner = new PlainRule(x => x + 1);
        var rule = new RecursionRule(new Loop(inner, Halting.Steps(4)), inner);

        Outcome<RuleState> outcome = new Loop(rule, Halting.Verified(logits => logits[0] >= 10)).Run(Start);

        Assert.Equal((HaltReason.Verified, 3, 4.0), (outcome.Reason, outcome.Steps, outcome.Residual));
        Assert.Equal(12f, outcome.Answer!.State.Span[0]);
        Assert.Equal(0, inner.OpenSessions);
    }

    [Fact]
    public void A_recursion_that_gives_no_state_leaves_the_state_where_it_is()
    {
        var silent = new PlainRecursion<RuleState, RuleState>((_, _, _) => new Outcome<RuleState>(null, HaltReason.StepLimit, 1));

        Outcome<RuleState> outcome = new Loop(new RecursionRule(silent, new CountingRule(6, x => x)), Halting.Converged(0)).Run(Start);

        Assert.Equal((1, 6f), (outcome.Steps, outcome.Answer!.Logits.Span[0]));
    }

    [Fact]
    public void Everything_nests_in_everything_and_the_trace_says_where_a_step_was_taken()
    {
        var halve = new PlainRule(x => (x / 2) + 1);
        var chain = new Chain<RuleState>(
            new Loop(halve, Halting.Steps(1)), new RuleFixedPoint(halve, FixedPointSolver.Anderson(), check: logits => logits[0] > 1.9f));
        var alternating = new Alternation([new RecursionRule(chain, halve), new PlainRule(x => x)]);
        var trace = new Trace();

        Outcome<RuleState> outcome = Restarts.Of(
            new Chain<RuleState>(new Loop(alternating, Halting.Steps(2)), chain), alternating, starts: 3, seed: 1).Run(Start, trace);

        Assert.Equal((HaltReason.Verified, 0), (outcome.Reason, outcome.Part));
        Assert.Equal(2f, outcome.Answer!.Logits.Span[0], 1e-3f);
        Assert.Equal(
            ["start 0/link 0", "start 0/link 1/link 0", "start 0/link 1/link 1"], trace.Steps.Select(step => step.Part).Distinct());
        Assert.Equal(0, halve.OpenSessions);
    }

    [Fact]
    public void Cancelling_reaches_the_innermost_loop()
    {
        using var stop = new CancellationTokenSource();
        var loop = new Loop(new PlainRule(x => x + 1), Halting.Verified(logits =>
        {
            if (logits[0] == 30)
            {
                stop.Cancel();
            }

            return false;
        }));

        Assert.Throws<OperationCanceledException>(
            () => new Portfolio<RuleState, RuleState>(new Chain<RuleState>(loop)).Run(Start, cancellation: stop.Token));
    }
}
