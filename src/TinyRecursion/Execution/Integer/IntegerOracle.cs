using System.Diagnostics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// Runs a rule in integers by its definition, node by node through <see cref="IntegerOperations"/>. Slow, and what every other
/// integer execution is compared with, bit for bit. Immutable and safe to share between threads.
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
    public IntegerMatrix?[] Evaluate(Problem problem, IntegerMatrix state)
    {
        if (problem.FeatureColumns != _graph.FeatureColumns || state.Rows != problem.Cells || state.Columns != _graph.StateWidth)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell and a state of {state.Rows} × {state.Columns}, "
                + $"the rule needs {_graph.FeatureColumns} and {problem.Cells} × {_graph.StateWidth}.",
                nameof(problem));
        }

        var values = new IntegerMatrix?[_graph.Nodes.Count];
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
    public IntegerMatrix Head(int head, IntegerMatrix state) => IntegerOperations.Linear(state, _constants.Maps[head]);

    private IntegerMatrix Apply(int node, IntegerMatrix?[] values, Problem problem, IntegerMatrix state)
    {
        Node it = _graph.Nodes[node];
        IntegerMatrix Input(int i) => values[it.Inputs[i]]!;
        ReadOnlySpan<int> exponents = _constants.Exponents;
        switch (it.Operation)
        {
            case Operation.State:
                return state;
            case Operation.Embed embed:
                return IntegerOperations.Embed(problem, embed.Column, _constants.Tables[node]);
            case Operation.EmbedSlot slot:
                return IntegerOperations.EmbedSlot(problem, slot.Column, _constants.Tables[node], it.Shape.Width);
            case Operation.Linear:
                return IntegerOperations.Linear(Input(0), _constants.Maps[node]);
            case Operation.RmsNorm:
                return IntegerOperations.RmsNorm(Input(0), _constants.Norms[node]);
            case Operation.Relu:
                return IntegerOperations.Relu(Input(0));
            case Operation.Silu:
                return IntegerOperations.Silu(Input(0), exponents[node]);
            case Operation.Add:
                return IntegerOperations.Add([.. it.Inputs.Order().Select(input => values[input]!)]);
            case Operation.Multiply:
                return IntegerOperations.Multiply(Input(0), Input(1), exponents[it.Inputs[0]] + exponents[it.Inputs[1]] - exponents[node]);
            case Operation.Scale:
                return IntegerOperations.Scale(Input(0), _constants.Factors[node]);
            case Operation.Rotary rotary:
                return IntegerOperations.Rotary(Input(0), rotary.Heads, rotary.Theta);
            case Operation.Attention attention:
                return IntegerOperations.Attention(Input(0), Input(1), Input(2), attention.Heads, _constants.Scores[node]);
            case Operation.Transpose transpose:
                return transpose.Cells == problem.Cells
                    ? IntegerOperations.Transpose(Input(0))
                    : throw new ArgumentException($"The problem has {problem.Cells} cells, the rule mixes exactly {transpose.Cells}.");
            case Operation.Snap snap:
                return IntegerOperations.Snap(Input(0), snap.Width, exponents[node]);
            case Operation.Pool pool:
                return IntegerOperations.Pool(Input(0), problem.Topology.Groups(pool.Relation));
            case Operation.Maximum maximum:
                return IntegerOperations.Maximum(Input(0), problem.Topology.Groups(maximum.Relation));
            case Operation.Spread spread:
                return IntegerOperations.Spread(Input(0), problem.Topology.Groups(spread.Relation));
            case Operation.Gather gather:
                NeighbourRelation relation = problem.Topology.Neighbours(gather.Relation);
                return relation.Degree == gather.Degree
                    ? IntegerOperations.Gather(Input(0), relation)
                    : throw new ArgumentException($"Relation '{gather.Relation}' has {relation.Degree} neighbours a cell, the rule needs {gather.Degree}.");
            default:
                throw new UnreachableException($"Integer execution has no operation '{it.Operation.Kind}'.");
        }
    }
}
