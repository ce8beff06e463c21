using System.Diagnostics;
using System.Numerics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Oracle;

/// <summary>
/// Runs a rule by its definition, node by node through <see cref="ScalarOperations{T}"/> and <see cref="CommonOperations{T}"/>. Slow, and what every other
/// execution is compared with. Immutable and safe to share between threads.
/// </summary>
/// <typeparam name="T">
/// The number type: <see cref="float"/> to compare with vector execution, <see cref="double"/> to take differences.
/// </typeparam>
/// <example>
/// <code>
/// var oracle = new ScalarOracle&lt;double&gt;(graph, parameters);
/// Matrix&lt;double&gt; next = oracle.Step(problem, new Matrix&lt;double&gt;(problem.Cells, graph.StateWidth));
/// </code>
/// </example>
internal sealed class ScalarOracle<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RuleGraph _graph;
    private readonly Matrix<T>[] _weights;

    /// <summary>Creates an oracle for one rule with its weights.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector, see <see cref="WeightShape.Offset"/>; it is copied.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public ScalarOracle(RuleGraph graph, ReadOnlySpan<T> parameters)
    {
        _graph = graph;
        _weights = WeightsOf(graph, parameters);
    }

    /// <summary>Applies the rule once.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state, cells × state width; it is not changed.</param>
    /// <returns>The next state, cells × state width.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Matrix<T> Step(Problem problem, Matrix<T> state) => Evaluate(problem, state)[_graph.NextState];

    /// <summary>Reads the logits out of a state.</summary>
    /// <param name="state">The state, cells × state width.</param>
    /// <returns>The logits, cells × readout width.</returns>
    /// <exception cref="ArgumentException">The state has another width.</exception>
    public Matrix<T> Readout(Matrix<T> state) => Linear(state, (Operation.Linear)_graph.Nodes[_graph.Readout].Operation, _weights);

    /// <summary>Computes every node of the rule for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state at the start of the step, cells × state width.</param>
    /// <returns>The value of each node, in the order of <see cref="RuleGraph.Nodes"/>.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Matrix<T>[] Evaluate(Problem problem, Matrix<T> state)
    {
        _graph.RequireFit(problem);
        state.RequireState(problem.Cells, _graph.StateWidth);
        var values = new Matrix<T>[_graph.Nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Node node = _graph.Nodes[i];
            Matrix<T>[] inputs = node.Inputs.Select(input => values[input]).ToArray();
            values[i] = Apply(node, inputs, problem, state, _weights);
        }

        return values;
    }

    /// <summary>A rule's weights as matrices, cut out of its flat parameter vector.</summary>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    internal static Matrix<T>[] WeightsOf(RuleGraph graph, ReadOnlySpan<T> parameters)
    {
        if (parameters.Length != graph.ParameterCount)
        {
            throw new ArgumentException($"{parameters.Length} parameters, the rule has {graph.ParameterCount}.", nameof(parameters));
        }

        var weights = new Matrix<T>[graph.Weights.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            WeightShape shape = graph.Weights[i];
            weights[i] = new Matrix<T>(shape.Rows, shape.Columns, parameters.Slice(shape.Offset, shape.Count).ToArray());
        }

        return weights;
    }

    /// <summary>What one node of a rule makes of its inputs.</summary>
    internal static Matrix<T> Apply(
        Node node, Matrix<T>[] inputs, Problem problem, Matrix<T> state, Matrix<T>[] weights) => node.Operation switch
        {
            Operation.State => state,
            Operation.Embed embed => CommonOperations<T>.Embed(problem, embed.Column, weights[embed.Table]),
            Operation.Linear linear => Linear(inputs[0], linear, weights),
            Operation.EmbedSlot slot => CommonOperations<T>.EmbedSlot(problem, slot.Column, weights[slot.Table], node.Shape.Width),
            Operation.RmsNorm norm => ScalarOperations<T>.RmsNorm(inputs[0], norm.Epsilon),
            Operation.Scale scale => ScalarOperations<T>.Scale(inputs[0], scale.Factor),
            Operation.Rotary rotary => ScalarOperations<T>.Rotary(inputs[0], rotary.Heads, rotary.Theta),
            Operation.Attention attention => ScalarOperations<T>.Attention(inputs[0], inputs[1], inputs[2], attention.Heads),
            Operation.Transpose => CommonOperations<T>.Transpose(inputs[0]),
            Operation.Relu => CommonOperations<T>.Relu(inputs[0]),
            Operation.Silu => ScalarOperations<T>.Silu(inputs[0]),
            Operation.Add => ScalarOperations<T>.Add(inputs),
            Operation.Multiply => ScalarOperations<T>.Multiply(inputs[0], inputs[1]),
            Operation.Snap snap => CommonOperations<T>.Snap(inputs[0], snap.Width, T.One),
            Operation.Pool pool => ScalarOperations<T>.Pool(inputs[0], problem.Topology.Groups(pool.Relation)),
            Operation.Maximum maximum => CommonOperations<T>.Maximum(inputs[0], problem.Topology.Groups(maximum.Relation)),
            Operation.Spread spread => ScalarOperations<T>.Spread(inputs[0], problem.Topology.Groups(spread.Relation)),
            Operation.Gather gather => CommonOperations<T>.Gather(inputs[0], problem.Topology.Neighbours(gather.Relation)),
            _ => throw new UnreachableException($"The scalar oracle has no operation '{node.Operation.Kind}'."),
        };

    private static Matrix<T> Linear(Matrix<T> x, Operation.Linear linear, Matrix<T>[] weights) =>
        ScalarOperations<T>.Linear(x, weights[linear.Weight], linear.Bias is { } bias ? weights[bias] : null);
}
