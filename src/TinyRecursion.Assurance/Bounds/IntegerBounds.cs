using System.Diagnostics;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// What the values of a rule that runs in integers can be when its state lies in a box, node by node: intervals in the arithmetic of
/// docs/integer-semantics.md. Immutable and safe to share between threads; deterministic.
/// </summary>
internal class IntegerBounds
{
    /// <summary>Creates bounds for one rule.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <exception cref="ArgumentException">They belong to another rule.</exception>
    public IntegerBounds(RuleGraph graph, IntegerConstants constants)
    {
        constants.RequireOf(graph);
        (Graph, Constants) = (graph, constants);
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Its numbers.</summary>
    public IntegerConstants Constants { get; }

    /// <summary>Bounds of the next state.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state, cells × state width.</param>
    public Box<short> Step(Problem problem, Box<short> state) => Evaluate(problem, state)[Graph.NextState]!;

    /// <summary>Bounds of what a head reads out of a state: <see cref="RuleGraph.Readout"/> or <see cref="RuleGraph.Halting"/>.</summary>
    /// <param name="head">The node.</param>
    /// <param name="state">Bounds of the state.</param>
    public Box<short> Head(int head, Box<short> state) => IntegerIntervals.Linear(state, Constants.Maps[head]);

    /// <summary>Bounds of every node for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state at the start of the step, cells × state width.</param>
    /// <returns>Bounds of each node but the heads, in the order of <see cref="RuleGraph.Nodes"/>; null for a head.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public Box<short>?[] Evaluate(Problem problem, Box<short> state)
    {
        Graph.RequireFit(problem);
        state.Low.RequireState(problem.Cells, Graph.StateWidth);
        var values = new Box<short>?[Graph.Nodes.Count];
        for (int node = 0; node < values.Length; node++)
        {
            if (!Graph.IsHead(node))
            {
                values[node] = Apply(node, values, problem, state);
            }
        }

        return values;
    }

    /// <summary>Bounds of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="values">Bounds of those before it.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state.</param>
    internal virtual Box<short> Apply(int node, Box<short>?[] values, Problem problem, Box<short> state)
    {
        Node it = Graph.Nodes[node];
        Box<short> Input(int i) => values[it.Inputs[i]]!;
        ReadOnlySpan<int> exponents = Constants.Exponents;
        return it.Operation switch
        {
            Operation.State => state,
            Operation.Embed embed => Box<short>.Point(CommonOperations<short>.Embed(problem, embed.Column, Constants.Tables[node])),
            Operation.EmbedSlot slot => Box<short>.Point(CommonOperations<short>.EmbedSlot(problem, slot.Column, Constants.Tables[node], it.Shape.Width)),
            Operation.Linear => IntegerIntervals.Linear(Input(0), Constants.Maps[node]),
            Operation.RmsNorm => IntegerNormIntervals.Run(Input(0), Constants.Norms[node]),
            Operation.Relu => CommonIntervals<short>.Relu(Input(0)),
            Operation.Silu => IntegerIntervals.Silu(Input(0), exponents[node]),
            Operation.Add => IntegerIntervals.Add([.. it.Inputs.Order().Select(input => values[input]!)]),
            Operation.Multiply => IntegerIntervals.Multiply(
                Input(0), Input(1), exponents[it.Inputs[0]] + exponents[it.Inputs[1]] - exponents[node], it.Inputs[0] == it.Inputs[1]),
            Operation.Scale => IntegerIntervals.Scale(Input(0), Constants.Factors[node]),
            Operation.Rotary rotary => IntegerIntervals.Rotary(Input(0), rotary.Heads, rotary.Theta),
            Operation.Attention attention => IntegerAttentionIntervals.Run(Input(0), Input(1), Input(2), attention.Heads, Constants.Scores[node]),
            Operation.Transpose => CommonIntervals<short>.Transpose(Input(0)),
            Operation.Snap snap => CommonIntervals<short>.Snap(Input(0), snap.Width, (short)(1 << exponents[node])),
            Operation.Pool pool => IntegerIntervals.Pool(Input(0), problem.Topology.Groups(pool.Relation)),
            Operation.Maximum maximum => CommonIntervals<short>.Maximum(Input(0), problem.Topology.Groups(maximum.Relation)),
            Operation.Spread spread => IntegerIntervals.Spread(Input(0), problem.Topology.Groups(spread.Relation)),
            Operation.Gather gather => CommonIntervals<short>.Gather(Input(0), problem.Topology.Neighbours(gather.Relation)),
            _ => throw new UnreachableException($"There are no integer intervals for operation '{it.Operation.Kind}'."),
        };
    }
}
