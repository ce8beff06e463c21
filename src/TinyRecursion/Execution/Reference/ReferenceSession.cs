using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Reference;

/// <summary>A <see cref="ReferenceRule"/> at work on one problem, node by node.</summary>
/// <param name="graph">The rule's graph.</param>
/// <param name="weights">Its weights, in the graph's order; they are only read.</param>
internal sealed class ReferenceSession(RuleGraph graph, OracleMatrix<float>[] weights) : RuleSession(graph.StateWidth)
{
    private readonly OracleMatrix<float>[] _values = new OracleMatrix<float>[graph.Nodes.Count];
    private OracleMatrix<float> _state = new(0, graph.StateWidth);
    private OracleMatrix<float> _before = new(0, graph.StateWidth);

    protected override void Prepare(Problem problem)
    {
        RequireFit(problem);
        Evaluate(problem, changing: false);
    }

    protected override void WriteStart() => _state = new OracleMatrix<float>(Problem.Cells, StateWidth);

    protected override void WriteState(ReadOnlySpan<float> state) =>
        _state = new OracleMatrix<float>(Problem.Cells, StateWidth, state.ToArray());

    protected override void ReadState(Span<float> state) => _state.Values.CopyTo(state);

    protected override void ReadEncoding(Span<float> encoding)
    {
        if (graph.Encoding is { } node)
        {
            _values[node].Values.CopyTo(encoding);
        }
        else
        {
            encoding.Clear();
        }
    }

    protected override void Advance()
    {
        _before = _state;
        Evaluate(Problem, changing: true);
        _state = _values[graph.NextState];
    }

    protected override ReadOnlySpan<float> ReadScores() =>
        Linear(_state, (Operation.Linear)graph.Nodes[graph.Readout].Operation).Values;

    protected override float? ReadHalting()
    {
        if (graph.Halting is not { } head || Problem.Cells == 0)
        {
            return null;
        }

        var first = new OracleMatrix<float>(1, StateWidth, _state.Values[..StateWidth]);
        return Linear(first, (Operation.Linear)graph.Nodes[head].Operation)[0, 0];
    }

    protected override float LargestChange() => LargestDifference(_state.Values, _before.Values);

    /// <summary>Computes the nodes that change with the state, or those that do not; heads are read out separately.</summary>
    private void Evaluate(Problem problem, bool changing)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (graph.DependsOnState(i) == changing && !graph.IsHead(i))
            {
                Node node = graph.Nodes[i];
                _values[i] = Apply(node, [.. node.Inputs.Select(input => _values[input])], problem);
            }
        }
    }

    private OracleMatrix<float> Apply(Node node, OracleMatrix<float>[] inputs, Problem problem) => node.Operation switch
    {
        Operation.Linear linear => Linear(inputs[0], linear),
        Operation.RmsNorm norm => ReferenceOperations.RmsNorm(inputs[0], norm.Epsilon, turned: node.Shape.Rows is not null),
        Operation.Rotary rotary => ReferenceOperations.Rotary(inputs[0], rotary.Heads, rotary.Theta),
        Operation.Attention attention => PyTorchAttention.Run(inputs[0], inputs[1], inputs[2], attention.Heads),
        Operation.Silu => ReferenceOperations.Silu(inputs[0]),
        // The others have no order in which they could round otherwise.
        _ => ScalarOracle<float>.Apply(node, inputs, problem, _state, weights),
    };

    private OracleMatrix<float> Linear(OracleMatrix<float> x, Operation.Linear linear) =>
        ReferenceOperations.Linear(x, weights[linear.Weight], linear.Bias is { } bias ? weights[bias] : null);

    /// <summary>What the step would find out only later: a relation that is missing or has another shape.</summary>
    private void RequireFit(Problem problem)
    {
        graph.RequireFeatures(problem);
        foreach (Node node in graph.Nodes)
        {
            _ = node.Shape.RowsIn(problem);
            if (node.Operation is Operation.Transpose transpose && transpose.Cells != problem.Cells)
            {
                throw new ArgumentException($"{problem.Cells} cells, the rule mixes exactly {transpose.Cells}.");
            }

            if (node.Operation is Operation.Gather gather
                && problem.Topology.Neighbours(gather.Relation).Degree is var degree && degree != gather.Degree)
            {
                throw new ArgumentException($"{degree} neighbours a cell, the rule needs {gather.Degree}.");
            }
        }
    }
}
