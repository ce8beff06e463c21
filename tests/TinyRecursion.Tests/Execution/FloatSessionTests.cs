using System.Runtime.Intrinsics;
using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>What a session promises around its steps.</summary>
public class FloatSessionTests
{
    [Fact]
    public void Binding_clears_the_state()
    {
        SampleCase sample = OperationSamples.Draw("State", seed: 1, maximumWidth: 20);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        session.Step();

        session.Bind(sample.Problem);

        var state = new float[sample.InitialState.Length];
        session.CopyState(state);
        Assert.All(state, entry => Assert.Equal(0f, entry));
        Assert.Equal(0, session.StepCount);
    }

    [Fact]
    public void A_state_comes_back_as_it_was_set()
    {
        SampleCase sample = OperationSamples.Draw("State", seed: 2, maximumWidth: 20);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);
        var state = new float[sample.InitialState.Length];

        session.SetState(sample.InitialState);
        session.CopyState(state);

        Assert.Equal(sample.InitialState, state);
    }

    [Fact]
    public void The_residual_is_the_largest_change_of_the_last_step()
    {
        var b = new RuleGraphBuilder(stateWidth: 3, featureColumns: 0);
        int next = b.Relu(b.State());
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
        using var weights = new FloatWeights(graph, new float[3]);
        using var session = new FloatSession(weights);
        session.Bind(new Problem(new Topology(2), 0, []));
        session.SetState([1, -2, 3, -4, 5, 6]);

        Assert.Equal(float.PositiveInfinity, session.Residual());
        session.Step();
        Assert.Equal(4f, session.Residual());
        session.Step();
        Assert.Equal(0f, session.Residual());
        Assert.Equal(2, session.StepCount);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        SampleCase sample = OperationSamples.Draw("Gather", seed: 2, maximumWidth: 20);
        int cells = sample.Problem.Cells;
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);

        Assert.Throws<InvalidOperationException>(session.Step);
        Assert.Throws<InvalidOperationException>(() => session.SetState([]));
        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(sample.Problem.Topology, 0, [])));
        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(
            new Topology(cells, new NeighbourRelation("near", cells, 9, new int[9 * cells])),
            SampleContext.FeatureColumns, sample.Problem.Features.ToArray())));
        session.Bind(sample.Problem);
        Assert.Throws<ArgumentException>(() => session.SetState(new float[1]));
        Assert.Throws<ArgumentException>(() => session.CopyState(new float[1]));
        Assert.Throws<ArgumentException>(() => new FloatWeights(sample.Graph, new float[1]));
    }

    [Fact]
    public void The_exponential_function_is_right_to_about_one_unit_in_the_last_place()
    {
        for (double x = -86.9; x < 86.9; x += 0.00173)
        {
            var single = (float)x;
            double exact = Math.Exp(single);

            float actual = RowKernels.Exp(Vector512.Create(single))[0];

            Assert.True(Math.Abs(actual - exact) <= 1.3e-7 * exact, $"exp({single:G9}) is {exact:G9}, not {actual:G9}.");
        }
    }

    [Theory]
    [InlineData(-1e30f, 0f)]
    [InlineData(-88f, 0f)]
    [InlineData(0f, 0.5f)]
    [InlineData(88f, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void The_logistic_function_saturates(float x, float expected) =>
        Assert.Equal(expected, RowKernels.Sigmoid(Vector512.Create(x))[5], 1e-37f);
}
