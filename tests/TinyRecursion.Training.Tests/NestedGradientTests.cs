using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Tests.Models.Trm;
using TinyRecursion.Tests.Recursion;
using TinyRecursion.Training.Gradients;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>
/// The gradient of a supervision step against differences of the scalar oracle in double precision, in which only the
/// last outer cycle moves with the parameters.
/// </summary>
public class NestedGradientTests
{
    private const double Reach = 1e-6;

    public static TheoryData<string> Samples => [.. TrmSamples.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_gradient_is_that_of_the_last_cycle(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);
        Problem problem = TrmSamples.Problem(model.Config, 11);
        int[] labels = [1, TokenLoss.Ignored, 0, 4, 2, 2];
        var gradient = new float[model.Graph.ParameterCount];
        NestedLoss result = Run(model, problem, labels, gradient);
        double[] parameters = OracleAgreement.Widen(model.Parameters.ToArray());
        (Matrix<double> High, Matrix<double> Low) start = NestedOracle.Start(model, problem);
        start = NestedOracle.Cycles(model, problem, parameters, start.High, start.Low, model.Cycles.HighCycles - 1);

        Assert.False(result.Solved);
        Assert.Equal(Loss(parameters), result.Total, 1e-3);
        var random = new SeededRandom(5);
        foreach (WeightShape weight in model.Graph.Weights)
        {
            double[] direction = [.. Enumerable.Range(0, weight.Count).Select(_ => (double)random.NextGaussian())];
            double expected = 0, length = 0;
            for (int i = 0; i < weight.Count; i++)
            {
                expected += direction[i] * gradient[weight.Offset + i];
                length += (double)gradient[weight.Offset + i] * gradient[weight.Offset + i];
            }

            double difference = (Loss(Moved(weight, direction, Reach)) - Loss(Moved(weight, direction, -Reach))) / (2 * Reach);
            double allowed = 1e-5 + (2e-3 * Math.Sqrt(length * direction.Sum(d => d * d)));
            Assert.True(Math.Abs(difference - expected) <= allowed, $"{weight.Name}: gradient {expected:G6}, difference {difference:G6}");
        }

        double[] Moved(WeightShape weight, double[] direction, double reach)
        {
            double[] moved = [.. parameters];
            for (int i = 0; i < direction.Length; i++)
            {
                moved[weight.Offset + i] += reach * direction[i];
            }

            return moved;
        }

        double Loss(double[] at)
        {
            (Matrix<double> logits, double halting) = NestedOracle.LastCycle(model, problem, at, start);
            double sum = 0;
            for (int i = 0; i < labels.Length; i++)
            {
                if (labels[i] != TokenLoss.Ignored)
                {
                    double[] mapped = [.. Enumerable.Range(0, logits.Columns).Select(j => Stable(logits[model.Config.PuzzleSlots + i, j]))];
                    sum -= Math.Log(mapped[labels[i]] / mapped.Sum());
                }
            }

            return (sum / labels.Count(label => label != TokenLoss.Ignored)) + (0.5 * Math.Log(1 + Math.Exp(halting)));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_state_is_carried_as_the_recursion_leaves_it(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);
        Problem problem = TrmSamples.Problem(model.Config, 2);
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        using IRuleSession session = new TinyRecursion.Recursion.NestedCycles(rule, model.Cycles).Open();
        session.Bind(problem);
        session.Step();
        session.Step();
        var expected = new float[problem.Cells * 2 * model.Config.Width];
        session.CopyState(expected);

        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var nested = new NestedGradient(weights, model.Cycles);
        var state = new float[expected.Length];
        model.Cycles.FillStart(state, model.Config.Width);
        var loss = new TokenLoss(model.Config.PuzzleSlots, new int[model.Config.SequenceLength]);
        using var buffer = new GradientBuffer(model.Graph);
        for (int step = 0; step < 2; step++)
        {
            nested.Run(problem, state, loss, buffer);
        }

        Assert.Equal(expected, state);
    }

    [Fact]
    public void A_sparse_table_has_a_gradient_in_the_rows_that_were_looked_up_alone()
    {
        TrmModel model = TrmSamples.Model("rotary");
        int table = model.Graph.Weights.ToList().FindIndex(weight => weight.Name == "embed.puzzles");
        WeightShape shape = model.Graph.Weights[table];
        Problem problem = TrmSamples.Problem(model.Config, 11);
        int[] labels = [1, 1, 0, 4, 2, 2];
        var dense = new float[model.Graph.ParameterCount];
        Run(model, problem, labels, dense);

        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var nested = new NestedGradient(weights, model.Cycles);
        using var buffer = new GradientBuffer(model.Graph, table);
        var state = new float[problem.Cells * 2 * model.Config.Width];
        model.Cycles.FillStart(state, model.Config.Width);
        nested.Run(problem, state, new TokenLoss(model.Config.PuzzleSlots, labels), buffer);
        var sparse = new float[dense.Length];
        buffer.AddTo(sparse, 1f);

        Assert.Equal(dense, sparse);
        int row = Assert.Single(buffer.TouchedRows(table));
        Assert.All(
            Enumerable.Range(0, shape.Count).Where(i => i / shape.Columns != row), i => Assert.Equal(0f, dense[shape.Offset + i]));
        buffer.Clear();
        Assert.Empty(buffer.TouchedRows(table));
    }

    private static NestedLoss Run(TrmModel model, Problem problem, int[] labels, float[] gradient)
    {
        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var nested = new NestedGradient(weights, model.Cycles);
        var state = new float[problem.Cells * 2 * model.Config.Width];
        model.Cycles.FillStart(state, model.Config.Width);
        using var buffer = new GradientBuffer(model.Graph);
        NestedLoss result = nested.Run(problem, state, new TokenLoss(model.Config.PuzzleSlots, labels), buffer);
        buffer.AddTo(gradient, 1f);
        return result;
    }

    private static double Stable(double x) => x < 0 ? 1 / (1 - x) : x + 1;
}
