using TinyRecursion.Execution;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>Bounds of a rule in 32-bit floating point that hold at every cell of every problem, see <see cref="AnyProblem"/>.</summary>
/// <param name="graph">The rule.</param>
/// <param name="parameters">Its flat parameter vector; it is copied.</param>
/// <param name="any">The problems.</param>
internal sealed class AnyFloatBounds(RuleGraph graph, ReadOnlySpan<float> parameters, AnyProblem any) : FloatBounds(graph, parameters)
{
    private readonly Problem _problem = AnyProblem.Of(graph);

    /// <summary>Bounds of the next state of every cell.</summary>
    /// <param name="state">Bounds of the state of every cell, one row.</param>
    public Box<double> Step(Box<double> state) => Step(_problem, state);

    internal override FloatRange Apply(int node, FloatRange[] values, Problem problem, Box<double> state)
    {
        Node it = Graph.Nodes[node];
        Box<double> Input() => values[it.Inputs[0]].Box;
        return it.Operation switch
        {
            Operation.Embed embed => new(AnyProblem.Rows(Box<double>.Point(Weight(embed.Table)), zeros: false)),
            Operation.EmbedSlot slot => new(AnyProblem.Rows(Box<double>.Point(AnyProblem.Slots(Weight(slot.Table), it.Shape.Width)), zeros: true)),
            Operation.Gather gather => new(AnyProblem.Beside(AnyProblem.Rows(Input(), zeros: true), gather.Degree)),
            Operation.Pool => new(FloatIntervals.Beside(Mean(Input()), Input())),
            Operation.Spread => Spread(Input()),
            Operation.Rotary rotary => new(Turned(Input(), rotary)),
            _ => base.Apply(node, values, problem, state),
        };
    }

    /// <summary>The means of up to as many members as a group has.</summary>
    private Box<double> Mean(Box<double> x)
    {
        var y = new Box<double>(new Matrix<double>(1, x.Columns), new Matrix<double>(1, x.Columns));
        for (int j = 0; j < x.Columns; j++)
        {
            (y.Low[0, j], y.High[0, j]) = FloatRounding.Widen(x.Low[0, j], x.High[0, j], FloatRounding.OfSum(any.Members + 2, FloatSums.Size(x, j)));
        }

        return y;
    }

    /// <summary>The sums over up to as many groups as a cell is in.</summary>
    private FloatRange Spread(Box<double> x) => FloatSums.Rounded(new FloatRange.Terms(
        new Box<double>(CommonOperations<double>.Map(x.Low, low => Math.Min(0, any.Groups * low)), CommonOperations<double>.Map(x.High, high => Math.Max(0, any.Groups * high))),
        [.. Enumerable.Range(0, x.Columns).Select(j => any.Groups * FloatSums.Size(x, j))], any.Groups + 1));

    /// <summary>Both entries of a pair turned by any angle.</summary>
    private static Box<double> Turned(Box<double> x, Operation.Rotary rotary)
    {
        var y = new Box<double>(new Matrix<double>(1, x.Columns), new Matrix<double>(1, x.Columns));
        int width = x.Columns / rotary.Heads, half = width / 2;
        for (int at = 0; at < x.Columns; at++)
        {
            double one = FloatSums.Size(x, at), two = FloatSums.Size(x, at % width < half ? at + half : at - half);
            // Cosines and sines are rounded too.
            double size = Math.Sqrt((one * one) + (two * two)) + FloatRounding.OfSum(6, one + two);
            (y.Low[0, at], y.High[0, at]) = FloatRounding.Bound(-size, size);
        }

        return y;
    }
}
