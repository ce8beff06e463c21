using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>The search that finds no escape from the bounds finds one from bounds that are wrong.</summary>
public class UnsoundBoundsTests
{
    [Theory]
    [InlineData(nameof(Operation.Linear))]
    [InlineData(nameof(Operation.Silu))]
    [InlineData(nameof(Operation.RmsNorm))]
    public void Bounds_without_room_for_a_part_of_the_values_are_caught(string operation)
    {
        bool caught = false;
        for (int seed = 0; seed < 10 && !caught; seed++)
        {
            SampleCase sample = OperationSamples.Draw(operation, seed, maximumWidth: 16);
            caught = FloatEscape.Find(
                sample, box => [.. new Narrowed(sample, operation).Evaluate(sample.Problem, box).Select(range => range.Box)], 200, (ulong)seed) is not null;
        }

        Assert.True(caught);
    }

    [Fact]
    public void A_map_that_forgets_its_rounding_is_caught()
    {
        bool caught = false;
        for (int seed = 0; seed < 10 && !caught; seed++)
        {
            SampleCase sample = OperationSamples.Draw(nameof(Operation.Linear), seed, maximumWidth: 16);
            caught = FloatEscape.Find(
                sample, box => [.. new Unrounded(sample).Evaluate(sample.Problem, box).Select(range => range.Box)], 200, (ulong)seed) is not null;
        }

        Assert.True(caught);
    }

    [Fact]
    public void A_map_in_integers_that_is_one_unit_too_narrow_is_caught()
    {
        bool caught = false;
        for (int seed = 0; seed < 10 && !caught; seed++)
        {
            SampleCase sample = OperationSamples.Draw(nameof(Operation.Linear), seed, maximumWidth: 16);
            IntegerRule rule = IntegerEscape.RuleOf(sample);
            caught = IntegerEscape.Find(sample, rule, box => new OneTooNarrow(rule).Evaluate(sample.Problem, box), 200, (ulong)seed) is not null;
        }

        Assert.True(caught);
    }

    /// <summary>Leaves out an eighth of what one operation can make, at the top.</summary>
    private sealed class Narrowed(SampleCase sample, string operation) : FloatBounds(sample.Graph, sample.Parameters)
    {
        internal override FloatRange Apply(int node, FloatRange[] values, Problem problem, Box<double> state)
        {
            FloatRange range = base.Apply(node, values, problem, state);
            double[] low = range.Box.Low.Values, high = range.Box.High.Values;
            return Graph.Nodes[node].Operation.GetType().Name != operation ? range : new FloatRange(range.Box with
            {
                High = new Matrix<double>(range.Box.Rows, range.Box.Columns, [.. low.Zip(high, (least, most) => most - ((most - least) / 8))]),
            });
        }
    }

    /// <summary>Takes sums for exact.</summary>
    private sealed class Unrounded(SampleCase sample) : FloatBounds(sample.Graph, sample.Parameters)
    {
        internal override FloatRange Apply(int node, FloatRange[] values, Problem problem, Box<double> state)
        {
            FloatRange range = base.Apply(node, values, problem, state);
            return range.Sum is null ? range : new FloatRange(range.Sum.Exact);
        }
    }

    /// <summary>Maps in integers whose greatest value is one too small.</summary>
    private sealed class OneTooNarrow(IntegerRule rule) : IntegerBounds(rule.Graph, rule.Constants)
    {
        internal override Box<short> Apply(int node, Box<short>?[] values, Problem problem, Box<short> state)
        {
            Box<short> box = base.Apply(node, values, problem, state);
            return Graph.Nodes[node].Operation is not Operation.Linear ? box : box with
            {
                High = CommonOperations<short>.Map(box.High, entry => (short)Math.Max(short.MinValue, entry - 1)),
            };
        }
    }
}
