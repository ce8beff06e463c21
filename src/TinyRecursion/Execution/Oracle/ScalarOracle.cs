using System.Diagnostics;
using System.Numerics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Oracle;

/// <summary>
/// Runs a rule by its definition, node by node through <see cref="ScalarOperations"/>. Slow, and what every other
/// execution is compared with. Immutable and safe to share between threads.
/// </summary>
/// <typeparam name="T">
/// The number type: <see cref="float"/> to compare with vector execution, <see cref="double"/> to take differences.
/// </typeparam>
/// <example>
/// <code>
/// var oracle = new ScalarOracle&lt;double&gt;(graph, parameters);
/// OracleResult&lt;double&gt; after = oracle.Run(problem, new OracleMatrix&lt;double&gt;(problem.Cells, graph.StateWidth), steps: 16);
/// </code>
/// </example>
internal sealed class ScalarOracle<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RuleGraph _graph;
    private readonly OracleMatrix<T>[] _weights;

    /// <summary>Creates an oracle for one rule with its weights.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector, see <see cref="WeightShape.Offset"/>; it is copied.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public ScalarOracle(RuleGraph graph, ReadOnlySpan<T> parameters)
    {
        if (parameters.Length != graph.ParameterCount)
        {
            throw new ArgumentException(
                $"{parameters.Length} parameters, the rule has {graph.ParameterCount}.", nameof(parameters));
        }

        _graph = graph;
        _weights = new OracleMatrix<T>[graph.Weights.Count];
        for (int i = 0; i < _weights.Length; i++)
        {
            WeightShape shape = graph.Weights[i];
            _weights[i] = new OracleMatrix<T>(
                shape.Rows, shape.Columns, parameters.Slice(shape.Offset, shape.Count).ToArray());
        }
    }

    /// <summary>Applies the rule a number of times and reads the scores out of the last state.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="initial">The state to start from, cells × state width; it is not changed.</param>
    /// <param name="steps">How many times the rule is applied, zero or more.</param>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public OracleResult<T> Run(Problem problem, OracleMatrix<T> initial, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        OracleMatrix<T> state = initial;
        for (int step = 0; step < steps; step++)
        {
            state = Step(problem, state);
        }

        return new OracleResult<T>(state, Readout(state));
    }

    /// <summary>Applies the rule once.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state, cells × state width; it is not changed.</param>
    /// <returns>The next state, cells × state width.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public OracleMatrix<T> Step(Problem problem, OracleMatrix<T> state) => Evaluate(problem, state)[_graph.NextState];

    /// <summary>Reads the scores out of a state.</summary>
    /// <param name="state">The state, cells × state width.</param>
    /// <returns>The scores, cells × readout width.</returns>
    /// <exception cref="ArgumentException">The state has another width.</exception>
    public OracleMatrix<T> Readout(OracleMatrix<T> state)
    {
        return Linear(state, (Operation.Linear)_graph.Nodes[_graph.Readout].Operation, _weights);
    }

    /// <summary>Computes every node of the rule for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state at the start of the step, cells × state width.</param>
    /// <returns>The value of each node, in the order of <see cref="RuleGraph.Nodes"/>.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public OracleMatrix<T>[] Evaluate(Problem problem, OracleMatrix<T> state)
    {
        _graph.RequireFeatures(problem);

        if (state.Rows != problem.Cells || state.Columns != _graph.StateWidth)
        {
            throw new ArgumentException(
                $"The state is {state.Rows} × {state.Columns}, expected {problem.Cells} × {_graph.StateWidth}.",
                nameof(state));
        }

        var values = new OracleMatrix<T>[_graph.Nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Node node = _graph.Nodes[i];
            OracleMatrix<T>[] inputs = node.Inputs.Select(input => values[input]).ToArray();
            values[i] = Apply(node, inputs, problem, state, _weights);
        }

        return values;
    }

    /// <summary>What one node of a rule makes of its inputs.</summary>
    internal static OracleMatrix<T> Apply(
        Node node, OracleMatrix<T>[] inputs, Problem problem, OracleMatrix<T> state, OracleMatrix<T>[] weights) => node.Operation switch
        {
            Operation.State => state,
            Operation.Embed embed => ScalarOperations.Embed(problem, embed.Column, weights[embed.Table]),
            Operation.Linear linear => Linear(inputs[0], linear, weights),
            Operation.EmbedSlot slot => ScalarOperations.EmbedSlot(problem, slot.Column, weights[slot.Table], node.Shape.Width),
            Operation.RmsNorm norm => ScalarOperations.RmsNorm(inputs[0], norm.Epsilon),
            Operation.Scale scale => ScalarOperations.Scale(inputs[0], scale.Factor),
            Operation.Rotary rotary => ScalarOperations.Rotary(inputs[0], rotary.Heads, rotary.Theta),
            Operation.Attention attention => ScalarOperations.Attention(inputs[0], inputs[1], inputs[2], attention.Heads),
            Operation.Transpose transpose => ScalarOperations.Transpose(inputs[0], problem, transpose.Cells),
            Operation.Relu => ScalarOperations.Relu(inputs[0]),
            Operation.Silu => ScalarOperations.Silu(inputs[0]),
            Operation.Add => ScalarOperations.Add(inputs),
            Operation.Multiply => ScalarOperations.Multiply(inputs[0], inputs[1]),
            Operation.Snap snap => ScalarOperations.Snap(inputs[0], snap.Width),
            Operation.Pool pool => ScalarOperations.Pool(inputs[0], problem.Topology.Groups(pool.Relation)),
            Operation.Maximum maximum => ScalarOperations.Maximum(inputs[0], problem.Topology.Groups(maximum.Relation)),
            Operation.Spread spread => ScalarOperations.Spread(inputs[0], problem.Topology.Groups(spread.Relation)),
            Operation.Gather gather => ScalarOperations.Gather(
                inputs[0], problem.Topology.Neighbours(gather.Relation), gather.Degree),
            _ => throw new UnreachableException($"The scalar oracle has no operation '{node.Operation.Kind}'."),
        };

    private static OracleMatrix<T> Linear(OracleMatrix<T> x, Operation.Linear linear, OracleMatrix<T>[] weights) =>
        ScalarOperations.Linear(x, weights[linear.Weight], linear.Bias is { } bias ? weights[bias] : null);
}
