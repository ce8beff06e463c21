using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Rules;

/// <summary>No session runs without a problem, after its end or after the end of its weights.</summary>
public class SessionLifetimeTests
{
    public static TheoryData<string> Kinds => SessionKinds.Names;

    [Fact]
    public void Every_session_of_the_core_has_the_one_shell() => Assert.All(
        typeof(IRuleSession).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRuleSession)) && !type.IsInterface),
        type => Assert.True(type.IsAssignableTo(typeof(RuleSession)), $"{type} has a shell of its own."));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_session_without_a_problem_refuses_every_call(string kind)
    {
        using IRuleSession session = SessionKinds.Table[kind]().Open();

        Assert.All(Calls(session), call => Assert.Throws<InvalidOperationException>(call));
        Assert.Equal((0, float.PositiveInfinity), (session.StepCount, session.Residual()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_disposed_session_refuses_every_call(string kind)
    {
        IRuleSession session = SessionKinds.Table[kind]().Open();
        session.Bind(SessionKinds.Problem);
        session.Step();
        session.Dispose();
        session.Dispose();

        Assert.All(
            [.. Calls(session), () => session.Bind(SessionKinds.Problem), () => session.Residual()],
            call => Assert.Throws<ObjectDisposedException>(call));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_state_of_another_length_is_refused(string kind)
    {
        using IRuleSession session = SessionKinds.Table[kind]().Open();
        session.Bind(SessionKinds.Problem);
        int length = 3 * session.StateWidth;

        foreach (int other in new[] { 0, length - 1, length + 1 })
        {
            Assert.Throws<ArgumentException>(() => session.SetState(new float[other]));
            Assert.Throws<ArgumentException>(() => session.CopyState(new float[other]));
            Assert.Throws<ArgumentException>(() => session.CopyEncoding(new float[other]));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_problem_that_does_not_fit_leaves_the_session_without_one(string kind)
    {
        using IRuleSession session = SessionKinds.Table[kind]().Open();
        session.Bind(SessionKinds.Problem);
        session.Step();
        if (kind == "algorithmic")
        {
            Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(0), 0, [])));
        }
        else
        {
            Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(1), 1, [0])));
        }

        Assert.All(Calls(session), call => Assert.Throws<InvalidOperationException>(call));
        Assert.Equal(0, session.StepCount);
        session.Bind(SessionKinds.Problem);
        session.Step();
        Assert.Equal(1, session.StepCount);
    }

    [Theory]
    [InlineData("float")]
    [InlineData("nested")]
    public void A_session_whose_weights_were_disposed_refuses_to_run(string kind)
    {
        RuleGraph graph = SessionKinds.Graph();
        var neural = new NeuralRule(graph, new float[graph.ParameterCount]);
        IRule rule = kind == "float"
            ? neural
            : new TinyRecursion.Recursion.NestedCycles(neural, new() { HighCycles = 1, LowCycles = 1 });
        using IRuleSession session = rule.Open();
        session.Bind(SessionKinds.Problem);
        neural.Dispose();

        Assert.Throws<ObjectDisposedException>(session.Step);
        Assert.Throws<ObjectDisposedException>(() => session.Readout());
        Assert.Throws<ObjectDisposedException>(() => session.HaltLogit());
        Assert.Equal(0, session.StepCount);
        Assert.Throws<ObjectDisposedException>(() => new FloatWeightsUser(graph).RunAfterEnd());
    }

    [Theory]
    [InlineData("float")]
    [InlineData("integer")]
    [InlineData("reference")]
    public void Without_cells_a_halting_head_has_nothing_to_read(string kind)
    {
        using IRuleSession session = SessionKinds.Table[kind]().Open();
        session.Bind(new Problem(new Topology(0), 0, []));
        session.Step();

        Assert.Null(session.HaltLogit());
        Assert.Equal(0, session.Readout().Length);
        Assert.Equal(0f, session.Residual());
    }

    [Fact]
    public void A_session_given_back_does_not_reach_the_next_holder()
    {
        using var pool = new SessionPool(SessionKinds.Table["algorithmic"]());
        IRuleSession first = pool.Open();
        first.Bind(SessionKinds.Problem);
        first.Dispose();
        using IRuleSession second = pool.Open();
        Assert.Throws<InvalidOperationException>(second.Step);
        second.Bind(SessionKinds.Problem);

        Assert.All(
            [.. Calls(first), () => first.Bind(new Problem(new Topology(1), 0, []))],
            call => Assert.Throws<ObjectDisposedException>(call));
        first.Dispose();
        using IRuleSession third = pool.Open();
        third.Bind(SessionKinds.Problem);
        third.Step();
        third.Step();

        Assert.Equal((0, 2), (second.StepCount, third.StepCount));
        Assert.Equal([1f, 1f, 1f], second.Readout().ToArray());
    }

    private static Action[] Calls(IRuleSession session)
    {
        var state = new float[3 * session.StateWidth];
        return
        [
            session.ClearState, () => session.SetState(state), () => session.CopyState(state), () => session.CopyEncoding(state),
            session.Step, () => session.Readout(), () => session.HaltLogit(),
        ];
    }

    private sealed class FloatWeightsUser(RuleGraph graph)
    {
        public void RunAfterEnd()
        {
            var weights = new FloatWeights(graph, new float[graph.ParameterCount]);
            weights.Dispose();
            weights.Load(new float[graph.ParameterCount]);
        }
    }
}
