using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Reference;

/// <summary>A <see cref="ReferenceRule"/> at work on one problem, node by node.</summary>
/// <param name="graph">The rule's graph.</param>
/// <param name="weights">Its weights, in the graph's order; they are only read.</param>
internal sealed class ReferenceSession(RuleGraph graph, Matrix<float>[] weights) : RuleSession(graph.StateWidth)
{
    private readonly Matrix<float>[] _values = new Matrix<float>[graph.Nodes.Count];
    private Matrix<float> _state = new(0, graph.StateWidth);
    private Matrix<float> _before = new(0, graph.StateWidth);

    protected override void Prepare(Problem problem)
    {
        graph.RequireFit(problem);
        Evaluate(problem, changing: false);
    }

    protected override void WriteStart() => _state = new Matrix<float>(Problem.Cells, StateWidth);

    protected override void WriteState(ReadOnlySpan<float> state) =>
        _state = new Matrix<float>(Problem.Cells, StateWidth, state.ToArray());

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

    protected override ReadOnlySpan<float> ReadLogits() =>
        Linear(_state, (Operation.Linear)graph.Nodes[graph.Readout].Operation).Values;

    protected override float? ReadHalting()
    {
        if (graph.Halting is not { } head || Problem.Cells == 0)
        {
            return null;
        }

        var first = new Matrix<float>(1, StateWidth, _state.Values[..StateWidth]);
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

    private Matrix<float> Apply(Node node, Matrix<float>[] inputs, Problem problem) => node.Operation switch
    {
        Operation.Linear linear => Linear(inputs[0], linear),
        Operation.RmsNorm norm => ReferenceOperations.RmsNorm(inputs[0], norm.Epsilon, turned: node.Shape.Rows is not null),
        Operation.Rotary rotary => ReferenceOperations.Rotary(inputs[0], rotary.Heads, rotary.Theta),
        Operation.Attention attention => PyTorchAttention.Run(inputs[0], inputs[1], inputs[2], attention.Heads),
        Operation.Silu => ReferenceOperations.Silu(inputs[0]),
        // The others have no order in which they could round otherwise.
        _ => ScalarOracle<float>.Apply(node, inputs, problem, _state, weights),
    };

    private Matrix<float> Linear(Matrix<float> x, Operation.Linear linear) =>
        ReferenceOperations.Linear(x, weights[linear.Weight], linear.Bias is { } bias ? weights[bias] : null);
}
