using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Tests.Models.Trm;
using Xunit;

namespace TinyRecursion.Tests.Recursion;

public class NestedCyclesTests
{
    public static TheoryData<string> Samples => [.. TrmSamples.Names];

    [Fact]
    public void The_low_state_is_refined_in_view_of_the_high_one_and_then_the_high_one()
    {
        // f doubles; without an encoding: low ← 2 (low + high) twice, then high ← 2 (high + low), all that twice.
        var rule = new PlainRule(x => 2 * x);
        var nested = new NestedCycles(rule, new NestedCyclesOptions
        {
            HighCycles = 2, LowCycles = 2, HighStart = Vector(1f), LowStart = Vector(3f),
        });
        using IRuleSession session = nested.Open();
        session.Bind(PlainRule.Problem);
        var state = new float[2];
        session.CopyState(state);
        Assert.Equal([1f, 3f], state);
        Assert.Equal(float.PositiveInfinity, session.Residual());

        session.Step();
        session.CopyState(state);

        // low 8, 18; high 38; low 112, 300; high 676.
        Assert.Equal([676f, 300f], state);
        Assert.Equal((1, 2, 675f), (session.StepCount, session.StateWidth, session.Residual()));
        session.ClearState();
        session.CopyState(state);
        Assert.Equal([1f, 3f], state);
    }

    [Fact]
    public void The_inner_session_is_released()
    {
        var rule = new PlainRule(x => x);
        new NestedCycles(rule, new NestedCyclesOptions { HighCycles = 1, LowCycles = 1 }).Open().Dispose();

        Assert.Equal(0, rule.OpenSessions);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 2)]
    public void Options_that_do_not_fit_are_refused(int high, int low, int width) => Assert.Throws<ArgumentException>(
        () => new NestedCycles(new PlainRule(x => x), new NestedCyclesOptions { HighCycles = high, LowCycles = low, HighStart = new float[width] }));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Vector_execution_agrees_with_the_oracle_in_cycles(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);
        Problem problem = TrmSamples.Problem(model.Config, 7);
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        using IRuleSession session = new NestedCycles(rule, model.Cycles).Open();
        session.Bind(problem);
        session.Step();

        (Matrix<double> logits, double halting) = NestedOracle.Run(model, problem);

        float[] actual = session.Readout().ToArray();
        Assert.Equal(logits.Values.Length, actual.Length);
        Assert.All(actual.Index(), entry => Assert.Equal(logits.Values[entry.Index], entry.Item, 1e-3));
        Assert.Equal(halting, session.HaltLogit()!.Value, 1e-3);
    }

    [Fact]
    public void A_loop_ends_when_the_halting_head_says_so()
    {
        TrmModel model = TrmSamples.Model("mixer");
        float[] parameters = model.Parameters.ToArray();
        WeightShape weight = model.Graph.Weights.Single(one => one.Name == "head.halting.weight");
        WeightShape bias = model.Graph.Weights.Single(one => one.Name == "head.halting.bias");
        parameters.AsSpan(weight.Offset, weight.Count).Clear();

        Assert.Equal((HaltReason.Learned, 1), Run(0.5f));
        Assert.Equal((HaltReason.StepLimit, 3), Run(-0.5f));

        (HaltReason, int) Run(float score)
        {
            parameters[bias.Offset] = score;
            using var rule = new NeuralRule(model.Graph, parameters);
            using IRuleSession session = new NestedCycles(rule, model.Cycles).Open();
            session.Bind(TrmSamples.Problem(model.Config, 1));
            LoopResult result = Loop.Run(session, Halting.Any(Halting.Learned(), Halting.Steps(3)));
            return (result.Reason, result.Steps);
        }
    }

    private static float[] Vector(float value) => [value];
}
