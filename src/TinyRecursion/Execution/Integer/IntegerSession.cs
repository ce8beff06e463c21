using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>An <see cref="IntegerRule"/> at work on one problem.</summary>
internal sealed class IntegerSession(IntegerOracle oracle, RuleGraph graph, IntegerConstants constants) : IRuleSession
{
    private readonly int _exponent = constants.Exponents[graph.NextState];
    private IntegerMatrix _state = new(0, graph.StateWidth);
    private IntegerMatrix _before = new(0, graph.StateWidth);
    private float[] _scores = [];
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
        _problem = null;
        // A step shows whether the problem fits.
        oracle.Evaluate(problem, new IntegerMatrix(problem.Cells, StateWidth));
        _problem = problem;
        ClearState();
    }

    /// <inheritdoc/>
    public void ClearState()
    {
        StepCount = 0;
        _state = new IntegerMatrix(Problem.Cells, StateWidth);
    }

    /// <inheritdoc/>
    public void SetState(ReadOnlySpan<float> state)
    {
        RequireLength(state.Length);
        StepCount = 0;
        var values = new short[state.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double scaled = Math.Round(state[i] * Math.ScaleB(1, _exponent), MidpointRounding.AwayFromZero);
            values[i] = double.IsNaN(scaled) ? (short)0 : (short)Math.Clamp(scaled, short.MinValue, short.MaxValue);
        }

        _state = new IntegerMatrix(Problem.Cells, StateWidth, values);
    }

    /// <inheritdoc/>
    public void CopyState(Span<float> state)
    {
        RequireLength(state.Length);
        Widen(_state.Values, _exponent, state);
    }

    /// <inheritdoc/>
    public void CopyEncoding(Span<float> encoding)
    {
        RequireLength(encoding.Length);
        if (graph.Encoding is { } node)
        {
            Widen(oracle.Evaluate(Problem, _state)[node]!.Values, constants.Exponents[node], encoding);
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
        _state = oracle.Evaluate(Problem, _state)[graph.NextState]!;
        StepCount++;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Readout()
    {
        _ = Problem;
        IntegerMatrix scores = oracle.Head(graph.Readout, _state);
        Array.Resize(ref _scores, scores.Values.Length);
        Widen(scores.Values, constants.Exponents[graph.Readout], _scores);
        return _scores;
    }

    /// <inheritdoc/>
    public float? HaltScore()
    {
        _ = Problem;
        if (graph.Halting is not { } head)
        {
            return null;
        }

        var first = new IntegerMatrix(1, StateWidth, _state.Row(0).ToArray());
        return oracle.Head(head, first)[0, 0] * MathF.ScaleB(1f, -constants.Exponents[head]);
    }

    /// <inheritdoc/>
    public float Residual()
    {
        if (StepCount == 0)
        {
            return float.PositiveInfinity;
        }

        int largest = 0;
        for (int i = 0; i < _state.Values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(_state.Values[i] - _before.Values[i]));
        }

        return largest * MathF.ScaleB(1f, -_exponent);
    }

    /// <inheritdoc/>
    public void Dispose() => _problem = null;

    private static void Widen(ReadOnlySpan<short> values, int exponent, Span<float> target)
    {
        float unit = MathF.ScaleB(1f, -exponent);
        for (int i = 0; i < values.Length; i++)
        {
            target[i] = values[i] * unit;
        }
    }

    private void RequireLength(int length)
    {
        if (length != Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }
}
