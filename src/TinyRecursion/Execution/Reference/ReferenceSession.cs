using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution;

/// <summary>A <see cref="ReferenceRule"/> at work on one problem, node by node.</summary>
/// <param name="graph">The rule's graph.</param>
/// <param name="weights">Its weights, in the graph's order; they are only read.</param>
internal sealed class ReferenceSession(RuleGraph graph, OracleMatrix<float>[] weights) : IRuleSession
{
    private readonly OracleMatrix<float>[] _values = new OracleMatrix<float>[graph.Nodes.Count];
    private OracleMatrix<float> _state = new(0, graph.StateWidth);
    private OracleMatrix<float> _before = new(0, graph.StateWidth);
    private Problem? _problem;

    /// <inheritdoc/>
    public int StepCount { get; private set; }

    /// <inheritdoc/>
    public int StateWidth => graph.StateWidth;

    private Problem Problem => _problem ?? throw new InvalidOperationException("No problem is bound to the session.");

    /// <inheritdoc/>
    public void Bind(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.FeatureColumns != graph.FeatureColumns)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell, the rule needs {graph.FeatureColumns}.",
                nameof(problem));
        }

        // A problem that turns out not to fit must not leave the session half bound to it.
        _problem = null;
        RequireFit(problem);
        Evaluate(problem, changing: false);
        _problem = problem;
        ClearState();
    }

    /// <inheritdoc/>
    public void ClearState()
    {
        StepCount = 0;
        _state = new OracleMatrix<float>(Problem.Cells, StateWidth);
    }

    /// <inheritdoc/>
    public void SetState(ReadOnlySpan<float> state)
    {
        RequireStateLength(state.Length);
        StepCount = 0;
        _state = new OracleMatrix<float>(Problem.Cells, StateWidth, state.ToArray());
    }

    /// <inheritdoc/>
    public void CopyState(Span<float> state)
    {
        RequireStateLength(state.Length);
        _state.Values.CopyTo(state);
    }

    /// <inheritdoc/>
    public void CopyEncoding(Span<float> encoding)
    {
        RequireStateLength(encoding.Length);
        if (graph.Encoding is { } node)
        {
            _values[node].Values.CopyTo(encoding);
        }
        else
        {
            encoding.Clear();
        }
    }

    /// <inheritdoc/>
    public void Step()
    {
        _before = _state;
        Evaluate(Problem, changing: true);
        _state = _values[graph.NextState];
        StepCount++;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Readout()
    {
        _ = Problem;
        return Linear(_state, (Operation.Linear)graph.Nodes[graph.Readout].Operation).Values;
    }

    /// <inheritdoc/>
    public float? HaltScore()
    {
        _ = Problem;
        if (graph.Halting is not { } head)
        {
            return null;
        }

        var first = new OracleMatrix<float>(1, StateWidth);
        _state.Values.AsSpan(0, Math.Min(StateWidth, _state.Values.Length)).CopyTo(first.Values);
        return Linear(first, (Operation.Linear)graph.Nodes[head].Operation)[0, 0];
    }

    /// <inheritdoc/>
    public float Residual()
    {
        if (StepCount == 0)
        {
            return float.PositiveInfinity;
        }

        float largest = 0f;
        for (int i = 0; i < _state.Values.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(_state.Values[i] - _before.Values[i]));
        }

        return largest;
    }

    /// <inheritdoc/>
    public void Dispose() => _problem = null;

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

    private void RequireStateLength(int length)
    {
        if (length != Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }
}
