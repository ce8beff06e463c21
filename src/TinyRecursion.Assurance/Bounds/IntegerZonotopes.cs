using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// What the values of a rule that runs in integers can be when its state lies in a set, node by node: zonotopes in units of each value, whose noise symbols are shared from one step to the
/// next, beside the intervals of <see cref="IntegerBounds"/>, whichever is narrower. A shift or a multiplier is its factor and a noise of what it rounds; an entry that may be cut to 16 bits
/// is bounded by intervals. For one thread at a time; deterministic.
/// </summary>
/// <param name="bounds">The intervals of the rule.</param>
/// <param name="limit">The most noise symbols of a value, at least 2; the smallest beyond it are merged.</param>
internal sealed class IntegerZonotopes(IntegerBounds bounds, int limit = FloatZonotopes.DefaultLimit)
{
    private readonly NoiseSymbols _symbols = new(limit);

    /// <summary>The set of states in a box.</summary>
    /// <param name="box">Cells × state width.</param>
    public Enclosure<short> Start(Box<short> box) => Renewed(Zonotope.Of(Wide(box)), box);

    /// <summary>The set of next states.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The set of states.</param>
    public Enclosure<short> Step(Problem problem, Enclosure<short> state) => Evaluate(problem, state, keep: false)[bounds.Graph.NextState]!;

    /// <summary>The sets of every node but the heads for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The set of states at the start of the step.</param>
    /// <param name="keep">Whether to keep the forms of nodes that no other still reads, which take memory.</param>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Enclosure<short>?[] Evaluate(Problem problem, Enclosure<short> state, bool keep = true)
    {
        RuleGraph graph = bounds.Graph;
        graph.RequireFit(problem);
        state.Box.Low.RequireState(problem.Cells, graph.StateWidth);
        var values = new Enclosure<short>?[graph.Nodes.Count];
        var boxes = new Box<short>?[values.Length];
        for (int node = 0; node < values.Length; node++)
        {
            if (!graph.IsHead(node))
            {
                Box<short> box = bounds.Apply(node, boxes, problem, state.Box);
                values[node] = graph.Nodes[node].Operation is Operation.State ? state : Apply(node, values, box, problem);
                boxes[node] = values[node]!.Box;
                foreach (int input in keep ? [] : Zonotope.LastReadBy(graph, node))
                {
                    values[input] = values[input]! with { Forms = Zonotope.Of(Wide(values[input]!.Box)) };
                }
            }
        }

        return values;
    }

    private Enclosure<short> Apply(int node, Enclosure<short>?[] values, Box<short> box, Problem problem)
    {
        Node it = bounds.Graph.Nodes[node];
        ReadOnlySpan<int> exponents = bounds.Constants.Exponents;
        Enclosure<short> x = it.Inputs.Count > 0 ? values[it.Inputs[0]]! : new(new Zonotope(0, 0), box);
        switch (it.Operation)
        {
            case Operation.Linear:
                return Bounded(IntegerZonotopeMaps.Linear(x, bounds.Constants.Maps[node]), box);
            case Operation.Add:
                Enclosure<short>[] terms = [.. it.Inputs.Order().Select(input => values[input]!)];
                Zonotope sum = ZonotopeMaps.Add([.. terms.Select(term => term.Forms)]);
                sum.Reduce(_symbols.LimitFor(sum.Count));
                return Bounded(IntegerZonotopeMaps.Cut(sum, i => [.. terms.Select(term => ((int)term.Box.Low.Values[i], (int)term.Box.High.Values[i]))]), box);
            case Operation.Spread spread:
                return Bounded(IntegerZonotopeMaps.Spread(x, problem.Topology.Groups(spread.Relation)), box);
            case Operation.Relu:
                return Renewed(ZonotopeCurves.Map(x.Forms, Wide(x.Box), ZonotopeCurves.Relu), box);
            case Operation.Silu:
                SiluTable table = SiluTable.Of(exponents[node]);
                return Renewed(ZonotopeCurves.Map(x.Forms, Wide(x.Box), table.Line), box);
            case Operation.Multiply:
                int shift = exponents[it.Inputs[0]] + exponents[it.Inputs[1]] - exponents[node];
                return Renewed(IntegerZonotopeMaps.Scaled(ZonotopeCurves.Product(x.Forms, values[it.Inputs[1]]!.Forms), Math.ScaleB(1, -shift), shift > 0 ? 0.5 : 0, box), box);
            case Operation.Scale:
                IntegerFactor factor = bounds.Constants.Factors[node];
                return Bounded(IntegerZonotopeMaps.Scaled(x.Forms, factor.Factor * Math.ScaleB(1, -factor.Shift), factor.Shift > 0 ? 0.5 : 0, box), box);
            case Operation.RmsNorm:
                return Renewed(IntegerZonotopeMaps.Normalised(x, bounds.Constants.Norms[node], box), box);
            case Operation.Rotary rotary:
                return Bounded(IntegerZonotopeMaps.Turned(x, rotary, box), box);
            case Operation.Transpose:
                return Bounded(ZonotopeMaps.Select(x.Forms, x.Box.Columns, x.Box.Rows, ZonotopeMaps.Transposed(x.Box.Rows, x.Box.Columns)), box);
            case Operation.Gather gather:
                NeighbourRelation near = problem.Topology.Neighbours(gather.Relation);
                return Bounded(ZonotopeMaps.Select(x.Forms, near.Cells, near.Degree * x.Box.Columns, ZonotopeMaps.Gathered(near, x.Box.Columns)), box);
            case Operation.Maximum maximum:
                return Renewed(ZonotopeCurves.Maximum(x.Forms, problem.Topology.Groups(maximum.Relation)), box);
            case Operation.Pool pool:
                GroupRelation groups = problem.Topology.Groups(pool.Relation);
                return Renewed(FloatZonotopes.Beside(IntegerZonotopeMaps.Means(x, groups, box), ZonotopeCurves.Maximum(x.Forms, groups)), box);
            default:
                // Constants, and what jumps or is bounded by intervals alone.
                return Renewed(Zonotope.Of(Wide(box)), box);
        }
    }

    /// <summary>A box of integers in double precision, which holds them exactly.</summary>
    internal static Box<double> Wide(Box<short> box) => new(Wide(box.Low), Wide(box.High));

    private static Matrix<double> Wide(Matrix<short> ends) => new(ends.Rows, ends.Columns, Array.ConvertAll(ends.Values, entry => (double)entry));

    /// <summary>Forms and intervals of a value, each helping the other.</summary>
    private static Enclosure<short> Bounded(Zonotope forms, Box<short> box)
    {
        forms.Meet(Wide(box));
        Box<double> range = forms.Bounds();
        var whole = new Box<short>(
            new Matrix<short>(box.Rows, box.Columns, Array.ConvertAll(range.Low.Values, low => (short)Math.Clamp(Math.Ceiling(low), short.MinValue, short.MaxValue))),
            new Matrix<short>(box.Rows, box.Columns, Array.ConvertAll(range.High.Values, high => (short)Math.Clamp(Math.Floor(high), short.MinValue, short.MaxValue))));
        return new Enclosure<short>(forms, box.Meet(whole));
    }

    private Enclosure<short> Renewed(Zonotope forms, Box<short> box)
    {
        Enclosure<short> made = Bounded(forms, box);
        made.Forms.Renew(_symbols);
        return made;
    }
}
