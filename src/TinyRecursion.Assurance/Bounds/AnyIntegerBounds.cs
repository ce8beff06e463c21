using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>Bounds of a rule that runs in integers that hold at every cell of every problem, see <see cref="AnyProblem"/>.</summary>
/// <param name="graph">The rule.</param>
/// <param name="constants">Its numbers.</param>
/// <param name="any">The problems.</param>
internal sealed class AnyIntegerBounds(RuleGraph graph, IntegerConstants constants, AnyProblem any) : IntegerBounds(graph, constants)
{
    private readonly Problem _problem = AnyProblem.Of(graph);

    /// <summary>Bounds of the next state of every cell.</summary>
    /// <param name="state">Bounds of the state of every cell, one row.</param>
    public Box<short> Step(Box<short> state) => Step(_problem, state);

    internal override Box<short> Apply(int node, Box<short>?[] values, Problem problem, Box<short> state)
    {
        Node it = Graph.Nodes[node];
        Box<short> Input() => values[it.Inputs[0]]!;
        return it.Operation switch
        {
            Operation.Embed => AnyProblem.Rows(Box<short>.Point(Constants.Tables[node]), zeros: false),
            Operation.EmbedSlot => AnyProblem.Rows(Box<short>.Point(AnyProblem.Slots(Constants.Tables[node], it.Shape.Width)), zeros: true),
            Operation.Gather gather => AnyProblem.Beside(AnyProblem.Rows(Input(), zeros: true), gather.Degree),
            Operation.Pool => Pooled(Input()),
            Operation.Spread => Spread(Input()),
            Operation.Rotary rotary => Turned(Input(), rotary),
            _ => base.Apply(node, values, problem, state),
        };
    }

    /// <summary>The means of each number of members that a group may have, which differ by what they round, then the maxima.</summary>
    private Box<short> Pooled(Box<short> x)
    {
        Box<short>? means = null;
        for (int members = 1; members <= any.Members; members++)
        {
            (int shift, int multiplier) = IntegerOperations.MeanOf(members);
            int count = members;
            Box<short> mean = x.Map(ends => CommonOperations<short>.Map(ends, entry => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(
                IntegerArithmetic.Shift((long)entry * count, shift) * multiplier, IntegerArithmetic.MultiplierBits))));
            means = means?.Hull(mean) ?? mean;
        }

        return new Box<short>(
            new Matrix<short>(1, 2 * x.Columns, [.. means!.Low.Values, .. x.Low.Values]), new Matrix<short>(1, 2 * x.Columns, [.. means.High.Values, .. x.High.Values]));
    }

    /// <summary>The sums over each number of groups that a cell may be in.</summary>
    private Box<short> Spread(Box<short> x)
    {
        Box<short> sum = Box<short>.Filled(1, x.Columns, 0, 0), all = sum;
        for (int groups = 1; groups <= any.Groups; groups++)
        {
            sum = IntegerIntervals.Add([sum, x]);
            all = all.Hull(sum);
        }

        return all;
    }

    private static Box<short> Turned(Box<short> x, Operation.Rotary rotary)
    {
        var y = new Box<short>(new Matrix<short>(1, x.Columns), new Matrix<short>(1, x.Columns));
        int width = x.Columns / rotary.Heads, half = width / 2;
        for (int at = 0; at < x.Columns; at++)
        {
            double one = Size(at), two = Size(at % width < half ? at + half : at - half);
            // Cosines and sines are off by half a unit of 2^-14, and the result is rounded.
            long size = (long)Math.Ceiling(Math.Sqrt((one * one) + (two * two)) + ((one + two) / (1 << IntegerTables.CosineBits))) + 1;
            (y.Low[0, at], y.High[0, at]) = (IntegerArithmetic.Saturate16(-size), IntegerArithmetic.Saturate16(size));
        }

        return y;

        double Size(int at) => Math.Max(Math.Abs((double)x.Low[0, at]), Math.Abs((double)x.High[0, at]));
    }
}
