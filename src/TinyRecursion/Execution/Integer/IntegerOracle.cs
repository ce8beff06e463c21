using System.Diagnostics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// Runs a rule in integers by its definition, node by node through <see cref="IntegerOperations"/> and
/// <see cref="CommonOperations{T}"/>. Slow, and what every other integer execution is compared with, bit for bit. Immutable and safe to share between threads.
/// </summary>
internal sealed class IntegerOracle
{
    private readonly RuleGraph _graph;
    private readonly IntegerConstants _constants;

    /// <summary>Creates an oracle for one rule.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <exception cref="ArgumentException">They belong to another rule.</exception>
    public IntegerOracle(RuleGraph graph, IntegerConstants constants)
    {
        constants.RequireOf(graph);
        (_graph, _constants) = (graph, constants);
    }

    /// <summary>Computes every node of the rule for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state at the start of the step, cells × state width.</param>
    /// <returns>The value of each node but the heads, in the order of <see cref="RuleGraph.Nodes"/>; null for a head.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Matrix<short>?[] Evaluate(Problem problem, Matrix<short> state)
    {
        _graph.RequireFit(problem);
        state.RequireState(problem.Cells, _graph.StateWidth);
        var values = new Matrix<short>?[_graph.Nodes.Count];
        for (int node = 0; node < values.Length; node++)
        {
            if (!_graph.IsHead(node))
            {
                values[node] = Apply(node, values, problem, state);
            }
        }

        return values;
    }

    /// <summary>Reads a head out of a state: <see cref="RuleGraph.Readout"/> or <see cref="RuleGraph.Halting"/>.</summary>
    /// <param name="head">The node.</param>
    /// <param name="state">The state.</param>
    public Matrix<short> Head(int head, Matrix<short> state) => IntegerOperations.Linear(state, _constants.Maps[head]);

    private Matrix<short> Apply(int node, Matrix<short>?[] values, Problem problem, Matrix<short> state)
    {
        Node it = _graph.Nodes[node];
        Matrix<short> Input(int i) => values[it.Inputs[i]]!;
        ReadOnlySpan<int> exponents = _constants.Exponents;
        return it.Operation switch
        {
            Operation.State => state,
            Operation.Embed embed => CommonOperations<short>.Embed(problem, embed.Column, _constants.Tables[node]),
            Operation.EmbedSlot slot => CommonOperations<short>.EmbedSlot(problem, slot.Column, _constants.Tables[node], it.Shape.Width),
            Operation.Linear => IntegerOperations.Linear(Input(0), _constants.Maps[node]),
            Operation.RmsNorm => IntegerOperations.RmsNorm(Input(0), _constants.Norms[node]),
            Operation.Relu => CommonOperations<short>.Relu(Input(0)),
            Operation.Silu => IntegerOperations.Silu(Input(0), exponents[node]),
            Operation.Add => IntegerOperations.Add([.. it.Inputs.Order().Select(input => values[input]!)]),
            Operation.Multiply => IntegerOperations.Multiply(Input(0), Input(1), exponents[it.Inputs[0]] + exponents[it.Inputs[1]] - exponents[node]),
            Operation.Scale => IntegerOperations.Scale(Input(0), _constants.Factors[node]),
            Operation.Rotary rotary => IntegerOperations.Rotary(Input(0), rotary.Heads, rotary.Theta),
            Operation.Attention attention => IntegerOperations.Attention(Input(0), Input(1), Input(2), attention.Heads, _constants.Scores[node]),
            Operation.Transpose => CommonOperations<short>.Transpose(Input(0)),
            Operation.Snap snap => CommonOperations<short>.Snap(Input(0), snap.Width, (short)(1 << exponents[node])),
            Operation.Pool pool => IntegerOperations.Pool(Input(0), problem.Topology.Groups(pool.Relation)),
            Operation.Maximum maximum => CommonOperations<short>.Maximum(Input(0), problem.Topology.Groups(maximum.Relation)),
            Operation.Spread spread => IntegerOperations.Spread(Input(0), problem.Topology.Groups(spread.Relation)),
            Operation.Gather gather => CommonOperations<short>.Gather(Input(0), problem.Topology.Neighbours(gather.Relation)),
            _ => throw new UnreachableException($"Integer execution has no operation '{it.Operation.Kind}'."),
        };
    }
}
