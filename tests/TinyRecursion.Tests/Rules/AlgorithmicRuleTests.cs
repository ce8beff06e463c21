using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Recursion;
using Xunit;
using Halting = TinyRecursion.Recursion.Halting;

namespace TinyRecursion.Tests.Rules;

/// <summary>What a session of plain code keeps, and that it composes like any other.</summary>
public class AlgorithmicRuleTests
{
    private static readonly Problem Two = new(new Topology(2), 0, []);

    [Fact]
    public void A_session_starts_where_the_rule_says_counts_steps_and_measures_moves()
    {
        using IRuleSession session = new CountingRule(3, x => 2 * x, bound: 10).Open();
        session.Bind(Two);
        Assert.Equal([3f, 3f], State(session));
        Assert.True(float.IsPositiveInfinity(session.Residual()));

        session.Step();
        session.Step();

        Assert.Equal([12f, 12f], State(session));
        Assert.Equal([12f, 12f], session.Readout().ToArray());
        Assert.Equal((2, 6f, 2f), (session.StepCount, session.Residual(), session.HaltLogit()));
    }

    [Fact]
    public void Setting_and_clearing_the_state_start_anew()
    {
        using IRuleSession session = new CountingRule(3, x => 2 * x).Open();
        session.Bind(Two);
        session.Step();
        session.SetState([1f, 5f]);

        Assert.Equal(0, session.StepCount);
        session.Step();
        Assert.Equal([2f, 10f], State(session));
        session.ClearState();
        Assert.Equal([3f, 3f], State(session));
        Assert.True(float.IsPositiveInfinity(session.Residual()));
        float[] encoding = [7f, 7f];
        session.CopyEncoding(encoding);
        Assert.Equal([0f, 0f], encoding);
    }

    [Fact]
    public void A_problem_that_does_not_fit_and_a_session_without_one_are_refused()
    {
        using IRuleSession session = new CountingRule(0, x => x).Open();
        Assert.Throws<InvalidOperationException>(session.Step);
        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(0), 0, [])));
        session.Bind(Two);
        Assert.Throws<ArgumentException>(() => session.SetState([1f]));
        Assert.Throws<ArgumentException>(() => session.CopyState(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WideRule(0));
    }

    [Fact]
    public void A_loop_runs_it_until_its_own_halting_head_says_so()
    {
        Outcome<RuleState> outcome = new Loop(new CountingRule(1, x => x + 1, bound: 4.5f), Halting.Learned()).Run(new RuleState(Two));

        Assert.Equal((HaltReason.Learned, 4, 1.0), (outcome.Reason, outcome.Steps, outcome.Residual));
        Assert.Equal([5f, 5f], outcome.Answer!.State.ToArray());
    }

    [Fact]
    public void A_pool_uses_sessions_again_and_starts_them_anew()
    {
        var rule = new PlainRule(x => x + 1);
        using (var pool = new SessionPool(rule))
        {
            var loop = new Loop(pool, Halting.Steps(3));
            for (int run = 0; run < 4; run++)
            {
                Assert.Equal(3f, loop.Run(new RuleState(PlainRule.Problem)).Answer!.Logits.Span[0]);
                Assert.Equal(1, rule.OpenSessions);
            }

            using IRuleSession one = pool.Open(), other = pool.Open();
            Assert.Equal(2, rule.OpenSessions);
        }

        Assert.Equal(0, rule.OpenSessions);
    }

    [Fact]
    public void A_session_that_outlives_its_pool_is_disposed_when_given_back()
    {
        var rule = new PlainRule(x => x);
        var pool = new SessionPool(rule);
        IRuleSession session = pool.Open();
        pool.Dispose();
        Assert.Equal(1, rule.OpenSessions);

        session.Dispose();
        session.Dispose();

        Assert.Equal(0, rule.OpenSessions);
        Assert.Throws<ObjectDisposedException>(pool.Open);
    }

    private static float[] State(IRuleSession session)
    {
        var state = new float[2];
        session.CopyState(state);
        return state;
    }

    private sealed class WideRule(int width) : AlgorithmicRule(width)
    {
        protected internal override void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after)
        {
        }
    }
}
