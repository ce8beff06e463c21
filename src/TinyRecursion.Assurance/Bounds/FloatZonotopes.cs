using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// What the values of a rule in 32-bit floating point can be when its state lies in a set, node by node: zonotopes, whose noise symbols are shared from one step to the next, beside the
/// intervals of <see cref="FloatBounds"/>, whichever is narrower. For one thread at a time; deterministic.
/// </summary>
/// <param name="bounds">The intervals of the rule.</param>
/// <param name="limit">The most noise symbols of a value, at least 2; the smallest beyond it are merged.</param>
internal sealed class FloatZonotopes(FloatBounds bounds, int limit = FloatZonotopes.DefaultLimit)
{
    /// <summary>The most noise symbols of a value unless a caller asks for more.</summary>
    public const int DefaultLimit = 2000;

    private readonly NoiseSymbols _symbols = new(limit);

    /// <summary>The set of states in a box.</summary>
    /// <param name="box">Cells × state width.</param>
    public Enclosure<double> Start(Box<double> box) => Renewed(Zonotope.Of(box), box);

    /// <summary>The set of next states.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The set of states.</param>
    public Enclosure<double> Step(Problem problem, Enclosure<double> state) => Evaluate(problem, state, keep: false)[bounds.Graph.NextState];

    /// <summary>The sets of every node for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The set of states at the start of the step.</param>
    /// <param name="keep">Whether to keep the forms of nodes that no other still reads, which take memory.</param>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Enclosure<double>[] Evaluate(Problem problem, Enclosure<double> state, bool keep = true)
    {
        RuleGraph graph = bounds.Graph;
        graph.RequireFit(problem);
        state.Box.Low.RequireState(problem.Cells, graph.StateWidth);
        var values = new Enclosure<double>[graph.Nodes.Count];
        var ranges = new FloatRange[values.Length];
        for (int node = 0; node < values.Length; node++)
        {
            FloatRange range = bounds.Apply(node, ranges, problem, state.Box);
            values[node] = graph.Nodes[node].Operation is Operation.State ? state : Apply(node, values, ranges, range, problem);
            ranges[node] = range with { Box = values[node].Box };
            foreach (int input in keep ? [] : Zonotope.LastReadBy(graph, node))
            {
                values[input] = values[input] with { Forms = Zonotope.Of(values[input].Box) };
            }
        }

        return values;
    }

    private Enclosure<double> Apply(int node, Enclosure<double>[] values, FloatRange[] ranges, FloatRange range, Problem problem)
    {
        Node it = bounds.Graph.Nodes[node];
        Enclosure<double> x = it.Inputs.Count > 0 ? values[it.Inputs[0]] : new(new Zonotope(0, 0), range.Box);
        switch (it.Operation)
        {
            case Operation.Linear linear:
                Zonotope mapped = ZonotopeMaps.Linear(x.Forms, bounds.Weight(linear.Weight), linear.Bias is { } bias ? bounds.Weight(bias).Values : []);
                return Rounded(mapped, range.Box, range.Sum!);
            case Operation.Add:
                Zonotope sum = ZonotopeMaps.Add([.. it.Inputs.Select(input => values[input].Forms)]);
                sum.Reduce(_symbols.LimitFor(sum.Count));
                return Rounded(sum, range.Box, FloatSums.TermsOf([.. it.Inputs.Select(input => ranges[input])]));
            case Operation.Spread spread:
                GroupRelation groups = problem.Topology.Groups(spread.Relation);
                Zonotope spreaded = ZonotopeMaps.SumRows(x.Forms, groups.Cells, cell => groups.GroupsOf(cell).ToArray(), _ => 1);
                return Rounded(spreaded, range.Box, range.Sum!);
            case Operation.Relu:
                return Renewed(ZonotopeCurves.Map(x.Forms, x.Box, ZonotopeCurves.Relu), range.Box);
            case Operation.Silu:
                Zonotope silu = ZonotopeCurves.Map(x.Forms, x.Box, ZonotopeCurves.Silu);
                return Renewed(Noisy(silu, i => (FloatRounding.Silu * FloatSums.Size(range.Box, i)) + FloatRounding.Least
                    + (x.Box.Low.Values[i] < FloatRounding.LeastExponent + 1 ? -x.Box.Low.Values[i] * FloatRounding.LeastExponential : 0)), range.Box);
            case Operation.Multiply:
                Zonotope product = ZonotopeCurves.Product(x.Forms, values[it.Inputs[1]].Forms);
                return Renewed(Noisy(product, i => FloatRounding.OfSum(2, FloatSums.Size(range.Box, i))), range.Box);
            case Operation.Scale scale:
                Zonotope scaled = ZonotopeCurves.Map(x.Forms, x.Box, (_, _) => new ZonotopeCurves.Line(scale.Factor, 0, 0));
                return Bounded(Noisy(scaled, i => FloatRounding.OfSum(2, FloatSums.Size(range.Box, i))), range.Box);
            case Operation.RmsNorm norm:
                Zonotope normalised = Normalised(x, norm.Epsilon);
                return Renewed(Noisy(normalised, i => (FloatRounding.Gamma(x.Box.Columns + 11) * FloatSums.Size(range.Box, i)) + FloatRounding.Least), range.Box);
            case Operation.Rotary rotary:
                return Bounded(Turned(x, rotary), range.Box);
            case Operation.Transpose:
                return Bounded(ZonotopeMaps.Select(x.Forms, x.Box.Columns, x.Box.Rows, ZonotopeMaps.Transposed(x.Box.Rows, x.Box.Columns)), range.Box);
            case Operation.Gather gather:
                NeighbourRelation near = problem.Topology.Neighbours(gather.Relation);
                return Bounded(ZonotopeMaps.Select(x.Forms, near.Cells, near.Degree * x.Box.Columns, ZonotopeMaps.Gathered(near, x.Box.Columns)), range.Box);
            case Operation.Maximum maximum:
                return Renewed(ZonotopeCurves.Maximum(x.Forms, problem.Topology.Groups(maximum.Relation)), range.Box);
            case Operation.Pool pool:
                return Renewed(Pooled(x, problem.Topology.Groups(pool.Relation)), range.Box);
            default:
                // Constants, and what jumps or is bounded by intervals alone.
                return Renewed(Zonotope.Of(range.Box), range.Box);
        }
    }

    private static Zonotope Normalised(Enclosure<double> x, float epsilon)
    {
        int width = x.Box.Columns;
        var share = new Matrix<double>(width, 1);
        Array.Fill(share.Values, 1.0 / width);
        Zonotope mean = ZonotopeMaps.Linear(ZonotopeCurves.Product(x.Forms, x.Forms), share, []);
        Box<double> box = mean.Bounds();
        for (int i = 0; i < x.Box.Rows; i++)
        {
            (double least, double most) = (0, 0);
            for (int j = 0; j < width; j++)
            {
                (double low, double high) = FloatIntervals.Square(x.Box.Low[i, j], x.Box.High[i, j]);
                (least, most) = (least + low, most + high);
            }

            box.Low[i, 0] = Math.Max(box.Low[i, 0], least / width * (1 - Zonotope.Loss));
            box.High[i, 0] = Math.Max(box.Low[i, 0], Math.Min(box.High[i, 0], most / width * (1 + Zonotope.Loss)));
        }

        Zonotope root = ZonotopeCurves.Map(mean, box, (low, high) => ZonotopeCurves.InverseRoot(low, high, epsilon));
        return ZonotopeCurves.Product(x.Forms, ZonotopeMaps.Select(root, x.Box.Rows, width, [.. Enumerable.Range(0, x.Box.Rows * width).Select(i => i / width)]));
    }

    private static Zonotope Pooled(Enclosure<double> x, GroupRelation groups)
    {
        int width = x.Box.Columns;
        Zonotope means = ZonotopeMaps.SumRows(x.Forms, groups.GroupCount, group => groups.MembersOf(group).ToArray(), group => 1.0 / groups.MembersOf(group).Length);
        Noisy(means, i =>
        {
            double size = 0;
            foreach (int cell in groups.MembersOf(i / width))
            {
                size += FloatSums.Size(x.Box, (cell * width) + (i % width));
            }

            int count = groups.MembersOf(i / width).Length;
            return FloatRounding.OfSum(count + 2, size / count);
        });
        return Beside(means, ZonotopeCurves.Maximum(x.Forms, groups));
    }

    private static unsafe Zonotope Turned(Enclosure<double> x, Operation.Rotary rotary)
    {
        int columns = x.Box.Columns, width = columns / rotary.Heads, half = width / 2;
        RotaryTable table = RotaryTable.For(half, rotary.Theta, x.Box.Rows);
        int[] entries = [.. Enumerable.Range(0, x.Forms.Count)];
        int[] others = [.. entries.Select(i => i % columns % width < half ? i + half : i - half)];
        double[] cosines = [.. entries.Select(i => (double)table.Cosines(i / columns)[i % columns % width % half])];
        double[] sines = [.. entries.Select(i => (i % columns % width < half ? -1.0 : 1.0) * table.Sines(i / columns)[i % columns % width % half])];
        GC.KeepAlive(table);
        var y = new Zonotope(x.Box.Rows, columns);
        ZonotopeMaps.Accumulate(y, x.Forms, entries, entries, i => cosines[i]);
        ZonotopeMaps.Accumulate(y, x.Forms, others, entries, i => sines[i]);
        return Noisy(y, i => FloatRounding.OfSum(
            3, (Math.Abs(cosines[i]) * FloatSums.Size(x.Box, i)) + (Math.Abs(sines[i]) * FloatSums.Size(x.Box, others[i]))));
    }

    /// <summary>Two values side by side.</summary>
    internal static Zonotope Beside(Zonotope left, Zonotope right)
    {
        int columns = left.Columns + right.Columns;
        int[] from = [.. Enumerable.Range(0, left.Rows * columns)];
        Zonotope y = ZonotopeMaps.Select(left, left.Rows, columns, [.. from.Select(i => i % columns < left.Columns ? (i / columns * left.Columns) + (i % columns) : -1)]);
        Zonotope other = ZonotopeMaps.Select(right, left.Rows, columns, [.. from.Select(i => i % columns >= left.Columns ? (i / columns * right.Columns) + (i % columns) - left.Columns : -1)]);
        return ZonotopeMaps.Add([y, other]);
    }

    private static Zonotope Noisy(Zonotope y, Func<int, double> noise)
    {
        for (int i = 0; i < y.Count; i++)
        {
            y.Noise[i] += noise(i);
        }

        return y;
    }

    private static Enclosure<double> Rounded(Zonotope y, Box<double> box, FloatRange.Terms sum) =>
        Bounded(Noisy(y, i => FloatRounding.OfSum(sum.Roundings, sum.Sizes[i])), box);

    /// <summary>Forms and intervals of a value, each helping the other.</summary>
    private static Enclosure<double> Bounded(Zonotope forms, Box<double> box)
    {
        forms.Meet(box);
        return new Enclosure<double>(forms, box.Meet(forms.Bounds()));
    }

    private Enclosure<double> Renewed(Zonotope forms, Box<double> box)
    {
        Enclosure<double> made = Bounded(forms, box);
        made.Forms.Renew(_symbols);
        return made;
    }
}
