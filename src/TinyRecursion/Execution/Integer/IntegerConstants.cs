using System.Collections.ObjectModel;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// All numbers of a rule that runs in integers: for each node the exponent of its value, and what its operation needs. No floating
/// point is among them. Immutable and safe to share between threads.
/// </summary>
internal sealed class IntegerConstants
{
    /// <summary>The least exponent of a value.</summary>
    public const int LeastExponent = -15;

    /// <summary>The greatest exponent of a value.</summary>
    public const int GreatestExponent = 14;

    private readonly int[] _exponents;

    /// <summary>Copies the numbers of a rule and checks that they fit it.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="exponents">For each node the exponent e of its value, of which an entry q stands for <c>q · 2^-e</c>.</param>
    /// <param name="maps">The maps of linear nodes, by node.</param>
    /// <param name="tables">The tables of nodes that look up features, by node.</param>
    /// <param name="scores">How attention nodes make scores, by node.</param>
    /// <exception cref="ArgumentException">A node lacks its numbers, or they are out of range or of another shape.</exception>
    public IntegerConstants(
        RuleGraph graph, ReadOnlySpan<int> exponents, IReadOnlyDictionary<int, IntegerLinear> maps,
        IReadOnlyDictionary<int, Matrix<short>> tables, IReadOnlyDictionary<int, IntegerScores> scores)
    {
        // Copied before they are checked: kernels rely on shapes and sizes without looking again.
        (Graph, _exponents) = (graph, exponents.ToArray());
        Maps = Copy(maps, map => map with
        {
            Weights = map.Weights.AsSpan().ToArray(), Shifts = map.Shifts.AsSpan().ToArray(),
            Multipliers = map.Multipliers.AsSpan().ToArray(), Biases = map.Biases.AsSpan().ToArray(),
        });
        Tables = Copy(tables, table => new Matrix<short>(table.Rows, table.Columns, table.Values.AsSpan().ToArray()));
        Scores = Copy(scores, score => score);
        if (_exponents.Length != graph.Nodes.Count)
        {
            throw new ArgumentException($"{_exponents.Length} exponents for {graph.Nodes.Count} nodes.", nameof(exponents));
        }

        var norms = new Dictionary<int, IntegerNorm>();
        var factors = new Dictionary<int, IntegerFactor>();
        for (int node = 0; node < _exponents.Length; node++)
        {
            Check(graph, node);
            Node it = graph.Nodes[node];
            if (it.Operation is Operation.RmsNorm norm)
            {
                norms[node] = IntegerNorm.Of(it.Shape.Width, norm.Epsilon, _exponents[it.Inputs[0]], _exponents[node]);
            }
            else if (it.Operation is Operation.Scale scale)
            {
                factors[node] = IntegerFactor.Of(scale.Factor, _exponents[it.Inputs[0]], _exponents[node]);
            }
        }

        (Norms, Factors) = (norms.AsReadOnly(), factors.AsReadOnly());

        // A step starts from what the step before it reached.
        Require(graph.NextState, graph.StateNode < 0 || _exponents[graph.StateNode] == _exponents[graph.NextState], "has another exponent than the state");
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>For each node the exponent of its value.</summary>
    public ReadOnlySpan<int> Exponents => _exponents;

    /// <summary>The maps of linear nodes, by node.</summary>
    public IReadOnlyDictionary<int, IntegerLinear> Maps { get; }

    /// <summary>The tables of nodes that look up features, by node.</summary>
    public IReadOnlyDictionary<int, Matrix<short>> Tables { get; }

    /// <summary>How attention nodes make scores, by node.</summary>
    public IReadOnlyDictionary<int, IntegerScores> Scores { get; }

    /// <summary>The numbers of normalisations, by node; they follow from the graph and the exponents.</summary>
    public IReadOnlyDictionary<int, IntegerNorm> Norms { get; }

    /// <summary>The factors of nodes that scale, by node; they follow from the graph and the exponents.</summary>
    public IReadOnlyDictionary<int, IntegerFactor> Factors { get; }

    /// <summary>Whether values of an operation's input must have the exponent of its result.</summary>
    internal static bool KeepsExponent(Operation operation, int input) => operation switch
    {
        Operation.Relu or Operation.Silu or Operation.Add or Operation.Pool or Operation.Maximum or Operation.Spread
            or Operation.Gather or Operation.Transpose or Operation.Rotary => true,
        // What is attended to; queries and keys make numbers of their own.
        Operation.Attention => input == 2,
        _ => false,
    };

    /// <summary>The least exponent of an operation's result: those that make a one, or numbers about its size, hold a one.</summary>
    internal static int LeastExponentOf(Operation operation) =>
        operation is Operation.Snap or Operation.RmsNorm or Operation.Silu ? 0 : LeastExponent;

    /// <summary>Refuses another rule than the one that the numbers were checked against.</summary>
    /// <exception cref="ArgumentException">It computes something else.</exception>
    internal void RequireOf(RuleGraph graph)
    {
        if (!graph.IsSameAs(Graph))
        {
            throw new ArgumentException("The numbers belong to another rule.", nameof(graph));
        }
    }

    private static ReadOnlyDictionary<int, T> Copy<T>(IReadOnlyDictionary<int, T> values, Func<T, T> copy)
        where T : class
    {
        var copied = new Dictionary<int, T>(values.Count);
        foreach ((int node, T value) in values)
        {
            if (value is not null)
            {
                copied.Add(node, copy(value));
            }
        }

        return copied.AsReadOnly();
    }

    private void Check(RuleGraph graph, int node)
    {
        Node it = graph.Nodes[node];
        int exponent = _exponents[node], least = LeastExponentOf(it.Operation);
        Require(node, exponent >= least && exponent <= GreatestExponent, $"has exponent {exponent}, outside {least}..{GreatestExponent}");
        for (int input = 0; input < it.Inputs.Count; input++)
        {
            Require(
                node, !KeepsExponent(it.Operation, input) || _exponents[it.Inputs[input]] == exponent, "has another exponent than its inputs");
        }

        if (it.Operation.WeightOf(WeightRole.Map) is not null)
        {
            CheckMap(node, Maps.GetValueOrDefault(node), graph.Nodes[it.Inputs[0]].Shape.Width, it.Shape.Width);
        }
        else if (it.Operation.WeightOf(WeightRole.Table) is { } table)
        {
            CheckTable(node, graph.Weights[table]);
        }
        else if (it.Operation is Operation.Attention)
        {
            CheckLogits(node, Scores.GetValueOrDefault(node));
        }
        else if (it.Operation is Operation.Multiply)
        {
            int shift = _exponents[it.Inputs[0]] + _exponents[it.Inputs[1]] - exponent;
            Require(node, shift is >= 0 and <= 30, $"is shifted by {shift}");
        }
    }

    private static void CheckMap(int node, IntegerLinear? map, int rows, int columns)
    {
        Require(node, map is not null, "has no map");
        Require(
            node,
            (map!.Rows, map.Columns, map.Weights.Length, map.Shifts.Length, map.Multipliers.Length, map.Biases.Length)
            == (rows, columns, rows * columns, columns, columns, columns),
            $"has a map of another shape than {rows} × {columns}");
        Require(node, Array.TrueForAll(map.Multipliers, multiplier => multiplier >= 0), "has a multiplier below zero");
        Require(node, Array.TrueForAll(map.Shifts, shift => shift <= IntegerLinear.LargestShift), $"is shifted by more than {IntegerLinear.LargestShift}");
        Require(node, !map.Weights.Contains(sbyte.MinValue), "has a weight of -128");
        for (int column = 0; column < columns; column++)
        {
            int size = 0;
            for (int at = column; at < map.Weights.Length; at += columns)
            {
                size += Math.Abs((int)map.Weights[at]);
            }

            Require(node, size <= IntegerLinear.LargestColumn, $"has a column of weights that come to {size}, of which sums overflow");
        }
    }

    private void CheckTable(int node, WeightShape shape)
    {
        Require(
            node, Tables.TryGetValue(node, out Matrix<short>? table) && (table.Rows, table.Columns) == (shape.Rows, shape.Columns),
            $"has no table of {shape.Rows} × {shape.Columns}");
    }

    private static void CheckLogits(int node, IntegerScores? scores)
    {
        Require(node, scores is not null, "has no scores");
        Require(
            node, scores is { NarrowQuery: > 0, NarrowKey: > 0, Multiplier: >= 0, Shift: >= -15 and <= 31 }, "has scores out of range");
    }

    private static void Require(int node, bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"Node {node} {problem}.");
        }
    }
}
