using TinyRecursion.Operations;

namespace TinyRecursion.Rules;

/// <summary>
/// Builds a <see cref="RuleGraph"/> node by node and checks every shape as it goes. Methods return node indices.
/// </summary>
/// <example>
/// <code>
/// var b = new RuleGraphBuilder(stateWidth: 48, featureColumns: 0);
/// int z = b.State();
/// int next = b.RmsNorm(b.Add(z, b.Linear(b.Silu(z), 48, "step", bias: true)));
/// RuleGraph graph = b.Build(next, readout: b.Linear(next, 1, "readout", bias: false));
/// </code>
/// </example>
public sealed class RuleGraphBuilder
{
    private readonly List<Node> _nodes = [];
    private readonly List<WeightShape> _weights = [];
    private readonly int _stateWidth;
    private readonly int _featureColumns;
    private int _parameters;

    /// <summary>Starts a graph.</summary>
    /// <param name="stateWidth">Width of the state, at least one.</param>
    /// <param name="featureColumns">Features per cell of its problems.</param>
    public RuleGraphBuilder(int stateWidth, int featureColumns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stateWidth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(featureColumns);
        _stateWidth = stateWidth;
        _featureColumns = featureColumns;
    }

    /// <summary>The state at the start of the step; at most one such node.</summary>
    public int State()
    {
        int existing = _nodes.FindIndex(node => node.Operation is Operation.State);
        return existing >= 0 ? existing : Append(new Operation.State(), new ValueShape(null, _stateWidth));
    }

    /// <summary>Looks up a table row by a feature; naming the same table twice shares it.</summary>
    /// <param name="column">Feature column.</param>
    /// <param name="rows">Rows of the table; larger features use the last row.</param>
    /// <param name="width">Width of the rows.</param>
    /// <param name="name">The table's weight name.</param>
    public int Embed(int column, int rows, int width, string name)
    {
        Require((uint)column < (uint)_featureColumns, $"feature column {column} lies outside 0..{_featureColumns - 1}");
        return Append(new Operation.Embed(column, Weight(name, rows, width)), new ValueShape(null, width));
    }

    /// <summary>Looks up part of a table row by a feature, zeros for feature 0; naming the same table twice shares it.</summary>
    /// <param name="column">Feature column.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="tableWidth">Width of the table's rows.</param>
    /// <param name="width">Width of the value; wider rows are laid out over several cells.</param>
    /// <param name="name">The table's weight name.</param>
    public int EmbedSlot(int column, int rows, int tableWidth, int width, string name)
    {
        Require((uint)column < (uint)_featureColumns, $"feature column {column} lies outside 0..{_featureColumns - 1}");
        return Append(new Operation.EmbedSlot(column, Weight(name, rows, tableWidth)), new ValueShape(null, width));
    }

    /// <summary>A linear map; its weights are named <c>name.weight</c> and <c>name.bias</c>.</summary>
    /// <param name="input">The node to map.</param>
    /// <param name="width">Output width.</param>
    /// <param name="name">Name of the weights; naming the same twice shares them.</param>
    /// <param name="bias">Whether a bias is added.</param>
    public int Linear(int input, int width, string name, bool bias)
    {
        ValueShape shape = Shape(input);
        int weight = Weight(name + ".weight", shape.Width, width);
        int? offset = bias ? Weight(name + ".bias", 1, width) : null;
        return Append(new Operation.Linear(weight, offset), shape with { Width = width }, input);
    }

    /// <summary>Root-mean-square normalisation of each row.</summary>
    /// <param name="input">The node to normalise.</param>
    /// <param name="epsilon">Added to the mean square, above zero.</param>
    public int RmsNorm(int input, float epsilon = Operation.RmsNorm.DefaultEpsilon)
    {
        Require(epsilon > 0 && float.IsFinite(epsilon), $"the epsilon of a normalisation is {epsilon}");
        return Append(new Operation.RmsNorm(epsilon), Shape(input), input);
    }

    /// <summary>Rectified linear unit.</summary>
    public int Relu(int input) => Append(new Operation.Relu(), Shape(input), input);

    /// <summary>Sigmoid linear unit.</summary>
    public int Silu(int input) => Append(new Operation.Silu(), Shape(input), input);

    /// <summary>The sum of two or more nodes of one shape.</summary>
    public int Add(params int[] inputs)
    {
        Require(inputs.Length >= 2, "a sum needs at least two inputs");
        RequireSame("sum", inputs);
        return Append(new Operation.Add(), Shape(inputs[0]), inputs);
    }

    /// <summary>The element-wise product of two nodes of one shape.</summary>
    public int Multiply(int left, int right)
    {
        RequireSame("product", left, right);
        return Append(new Operation.Multiply(), Shape(left), left, right);
    }

    /// <summary>A node times a number.</summary>
    public int Scale(int input, float factor)
    {
        Require(float.IsFinite(factor), $"a factor is {factor}");
        return Append(new Operation.Scale(factor), Shape(input), input);
    }

    /// <summary>Rotary positions.</summary>
    /// <param name="input">A node over cells; its width is <paramref name="heads"/> × an even number.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="theta">Base of the wavelengths, above zero.</param>
    public int Rotary(int input, int heads, float theta)
    {
        RequireHeads(input, heads);
        Require(Shape(input).Width / heads % 2 == 0, $"rotary positions need heads of even width, not {Shape(input).Width / heads}");
        Require(theta > 0 && float.IsFinite(theta), $"the base of rotary positions is {theta}");
        return Append(new Operation.Rotary(heads, theta), Shape(input), input);
    }

    /// <summary>Attention of every cell to every cell.</summary>
    /// <param name="query">What each cell looks for.</param>
    /// <param name="key">What each cell is found by.</param>
    /// <param name="value">What each cell hands over.</param>
    /// <param name="heads">Number of heads, a divisor of the width.</param>
    public int Attention(int query, int key, int value, int heads)
    {
        RequireSame("attention", query, key, value);
        RequireHeads(query, heads);
        return Append(new Operation.Attention(heads), Shape(query), query, key, value);
    }

    /// <summary>Exchanges rows and columns of a value over cells, or of one that this has made of such a value.</summary>
    /// <param name="input">The node.</param>
    /// <param name="cells">The number of cells that problems have.</param>
    public int Transpose(int input, int cells)
    {
        ValueShape shape = Shape(input);
        Require(cells is >= 1 and <= MaximumWidth, $"a transposition of {cells} cells");
        if (shape.Rows is { } rows)
        {
            Require(shape.Width == cells, $"transposing {shape} back to {cells} cells");
            return Append(new Operation.Transpose(cells), new ValueShape(null, rows), input);
        }

        Require(shape.OverCells, "transposing needs a value over cells");
        return Append(new Operation.Transpose(cells), new ValueShape(null, cells, shape.Width), input);
    }

    /// <summary>Mean and maximum over each group of a relation; the input's width is a multiple of 16.</summary>
    public int Pool(int input, string relation)
    {
        ValueShape shape = RequirePooled(input);
        return Append(new Operation.Pool(relation), new ValueShape(relation, 2 * shape.Width), input);
    }

    /// <summary>The maximum over each group of a relation; the input's width is a multiple of 16.</summary>
    public int Maximum(int input, string relation)
    {
        ValueShape shape = RequirePooled(input);
        return Append(new Operation.Maximum(relation), shape with { Relation = relation }, input);
    }

    /// <summary>Adds up, for each cell, the rows of its groups.</summary>
    public int Spread(int input, string relation)
    {
        ValueShape shape = Shape(input);
        Require(shape.Relation == relation, $"spreading over '{relation}' needs a value over its groups, not {shape}");
        return Append(new Operation.Spread(relation), shape with { Relation = null }, input);
    }

    /// <summary>Snaps each row to symbols of a finite alphabet, see <see cref="Operation.Snap"/>.</summary>
    /// <param name="input">The node to snap.</param>
    /// <param name="width">Entries per block, a divisor of the node's width; an alphabet has one symbol more.</param>
    public int Snap(int input, int width)
    {
        ValueShape shape = Shape(input);
        Require(width >= 1 && shape.Width % width == 0, $"a width of {shape.Width} cannot be cut into blocks of {width}");
        return Append(new Operation.Snap(width), shape, input);
    }

    /// <summary>Puts each cell's ordered neighbours side by side.</summary>
    public int Gather(int input, string relation, int degree)
    {
        ValueShape shape = Shape(input);
        Require(shape.OverCells, "gathering needs a value over cells");
        Require(degree >= 1, "gathering needs at least one neighbour");
        Require((long)shape.Width * degree <= MaximumWidth, $"{degree} neighbours of width {shape.Width} are too wide");
        return Append(new Operation.Gather(relation, degree), shape with { Width = shape.Width * degree }, input);
    }

    /// <summary>Finishes the graph.</summary>
    /// <param name="nextState">The node that becomes the next state, cells × state width.</param>
    /// <param name="readout">The node with the logits, a linear map of <paramref name="nextState"/>.</param>
    /// <param name="encoding">The node that encodes the problem, cells × state width, independent of the state and neither the next state nor a head; or null.</param>
    /// <param name="halting">The node with the halting head, a linear map of <paramref name="nextState"/>, or null.</param>
    public RuleGraph Build(int nextState, int readout, int? encoding = null, int? halting = null)
    {
        ValueShape state = Shape(nextState);
        Require(state == new ValueShape(null, _stateWidth), $"the next state is {state}, expected cells × {_stateWidth}");
        Require(_nodes[nextState].Operation is not Operation.State, "the next state is the state itself");
        RequireHead(readout, nextState, "readout");
        if (halting is { } head)
        {
            Require(head != readout, "the halting head is the readout");
            RequireHead(head, nextState, "halting head");
        }

        var graph = new RuleGraph([.. _nodes], [.. _weights], _featureColumns, nextState, readout, encoding, halting);
        if (encoding is { } encoded)
        {
            Require(Shape(encoded) == state, $"the encoding is {Shape(encoded)}, expected {state}");
            Require(!graph.DependsOnState(encoded), "the encoding depends on the state");
            Require(encoded != nextState, "the encoding is the next state");
            Require(!graph.IsHead(encoded), "the encoding is a head");
        }

        return graph;
    }

    /// <summary>The shape of a node built so far.</summary>
    internal ValueShape Shape(int node)
    {
        Require((uint)node < (uint)_nodes.Count, $"there is no node {node}");
        return _nodes[node].Shape;
    }

    private int Append(Operation operation, ValueShape shape, params int[] inputs)
    {
        Require(shape.Width is >= 1 and <= MaximumWidth, $"width {shape.Width} lies outside 1..{MaximumWidth}");
        foreach (int input in inputs)
        {
            _ = Shape(input);
        }

        // A copy that nobody can write to: kernels follow these indices without bounds.
        _nodes.Add(new Node(operation, [.. inputs], shape));
        return _nodes.Count - 1;
    }

    private const int MaximumWidth = 1 << 16;

    private int Weight(string name, int rows, int columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Require(rows is >= 1 and <= MaximumWidth, $"weight '{name}' has {rows} rows");
        Require(columns is >= 1 and <= MaximumWidth, $"weight '{name}' has {columns} columns");
        int existing = _weights.FindIndex(weight => weight.Name == name);
        if (existing >= 0)
        {
            WeightShape shared = _weights[existing];
            Require(
                shared.Rows == rows && shared.Columns == columns,
                $"weight '{name}' is {shared.Rows} × {shared.Columns} and cannot be shared as {rows} × {columns}");
            return existing;
        }

        Require((long)_parameters + ((long)rows * columns) <= int.MaxValue / 8, "the rule has too many parameters");
        _weights.Add(new WeightShape(name, rows, columns, _parameters));
        _parameters += rows * columns;
        return _weights.Count - 1;
    }

    private void RequireHead(int node, int nextState, string what)
    {
        _ = Shape(node);
        Require(
            _nodes[node].Operation is Operation.Linear && _nodes[node].Inputs[0] == nextState,
            $"the {what} must be a linear map of the next state");
        Require(_nodes.TrueForAll(other => !other.Inputs.Contains(node)), $"the {what} is an input of another node");
    }

    private ValueShape RequirePooled(int input)
    {
        ValueShape shape = Shape(input);
        Require(shape.OverCells, "pooling needs a value over cells");
        Require(shape.Width % 16 == 0, $"pooling needs a width that is a multiple of 16, not {shape.Width}");
        return shape;
    }

    private void RequireHeads(int input, int heads)
    {
        ValueShape shape = Shape(input);
        Require(shape.OverCells, "heads need a value over cells");
        Require(heads >= 1 && shape.Width % heads == 0, $"a width of {shape.Width} cannot be divided into {heads} heads");
    }

    private void RequireSame(string what, params int[] inputs)
    {
        foreach (int input in inputs)
        {
            Require(Shape(input) == Shape(inputs[0]), $"a {what} of {Shape(inputs[0])} and {Shape(input)}");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException($"Rule graph: {message}.");
        }
    }
}
