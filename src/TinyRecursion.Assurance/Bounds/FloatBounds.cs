using System.Diagnostics;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// What the values of a rule in 32-bit floating point can be when its state lies in a box, node by node: intervals, sound for the rounding of every order of
/// sums. Immutable and safe to share between threads; deterministic.
/// </summary>
internal class FloatBounds
{
    private readonly Matrix<double>[] _weights;

    /// <summary>Creates bounds for one rule with its weights.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector; it is copied.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public FloatBounds(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        Graph = graph;
        _weights = ScalarOracle<double>.WeightsOf(graph, Array.ConvertAll(parameters.ToArray(), parameter => (double)parameter));
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Bounds of the next state.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state, cells × state width.</param>
    public Box<double> Step(Problem problem, Box<double> state) => Evaluate(problem, state)[Graph.NextState].Box;

    /// <summary>Bounds of what a head reads out of a state: <see cref="RuleGraph.Readout"/> or <see cref="RuleGraph.Halting"/>.</summary>
    /// <param name="head">The node.</param>
    /// <param name="state">Bounds of the state, cells × state width.</param>
    public Box<double> Head(int head, Box<double> state) => Linear((Operation.Linear)Graph.Nodes[head].Operation, state).Box;

    /// <summary>Bounds of every node for one step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state at the start of the step, cells × state width.</param>
    /// <returns>Bounds of each node, in the order of <see cref="RuleGraph.Nodes"/>; those of a head are read out of the next state.</returns>
    /// <exception cref="ArgumentException">A size does not fit, or the problem lacks a relation of the rule.</exception>
    public FloatRange[] Evaluate(Problem problem, Box<double> state)
    {
        Graph.RequireFit(problem);
        state.Low.RequireState(problem.Cells, Graph.StateWidth);
        var values = new FloatRange[Graph.Nodes.Count];
        for (int node = 0; node < values.Length; node++)
        {
            values[node] = Apply(node, values, problem, state);
        }

        return values;
    }

    /// <summary>Bounds of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="values">Bounds of those before it.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Bounds of the state.</param>
    internal virtual FloatRange Apply(int node, FloatRange[] values, Problem problem, Box<double> state)
    {
        Node it = Graph.Nodes[node];
        Box<double> Input(int i) => values[it.Inputs[i]].Box;
        return it.Operation switch
        {
            Operation.State => new(state),
            Operation.Embed embed => new(Box<double>.Point(CommonOperations<double>.Embed(problem, embed.Column, Weight(embed.Table)))),
            Operation.EmbedSlot slot => new(Box<double>.Point(CommonOperations<double>.EmbedSlot(problem, slot.Column, Weight(slot.Table), it.Shape.Width))),
            Operation.Linear linear => Linear(linear, Input(0)),
            Operation.RmsNorm norm => new(FloatIntervals.RmsNorm(Input(0), norm.Epsilon)),
            Operation.Relu => new(FloatRounding.Bound(CommonIntervals<double>.Relu(Input(0)))),
            Operation.Silu => new(FloatIntervals.Silu(Input(0))),
            Operation.Add => FloatSums.Add([.. it.Inputs.Select(input => values[input])]),
            Operation.Multiply => new(FloatIntervals.Multiply(Input(0), Input(1), it.Inputs[0] == it.Inputs[1])),
            Operation.Scale scale => new(FloatIntervals.Scale(Input(0), scale.Factor)),
            Operation.Rotary rotary => new(FloatIntervals.Rotary(Input(0), rotary.Heads, rotary.Theta)),
            Operation.Attention attention => new(FloatAttention.Run(Input(0), Input(1), Input(2), attention.Heads)),
            Operation.Transpose => new(CommonIntervals<double>.Transpose(Input(0))),
            Operation.Snap snap => new(CommonIntervals<double>.Snap(Input(0), snap.Width, 1)),
            Operation.Pool pool => new(FloatIntervals.Pool(Input(0), problem.Topology.Groups(pool.Relation))),
            Operation.Maximum maximum => new(FloatRounding.Bound(CommonIntervals<double>.Maximum(Input(0), problem.Topology.Groups(maximum.Relation)))),
            Operation.Spread spread => FloatSums.Spread(Input(0), problem.Topology.Groups(spread.Relation)),
            Operation.Gather gather => new(CommonIntervals<double>.Gather(Input(0), problem.Topology.Neighbours(gather.Relation))),
            _ => throw new UnreachableException($"There are no intervals for operation '{it.Operation.Kind}'."),
        };
    }

    /// <summary>A weight in double precision.</summary>
    internal Matrix<double> Weight(int index) => _weights[index];

    private FloatRange Linear(Operation.Linear linear, Box<double> x) =>
        FloatSums.Linear(x, Weight(linear.Weight), linear.Bias is { } bias ? Weight(bias) : null);
}
