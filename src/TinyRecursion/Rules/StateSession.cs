using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// What sessions that keep their state in plain arrays have in common: the state before and after the last step, the count of
/// steps and the residual. For use by one thread at a time.
/// </summary>
/// <param name="stateWidth">The width of the state.</param>
internal abstract class StateSession(int stateWidth) : IRuleSession
{
    private float[] _state = [];
    private float[] _before = [];
    private Problem? _problem;

    /// <inheritdoc/>
    public int StepCount { get; private set; }

    /// <inheritdoc/>
    public int StateWidth => stateWidth;

    /// <summary>The bound problem.</summary>
    protected Problem Problem => _problem ?? throw new InvalidOperationException("No problem is bound to the session.");

    /// <summary>The current state.</summary>
    protected ReadOnlySpan<float> State => _state;

    /// <inheritdoc/>
    public void Bind(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _problem = null;
        Prepare(problem);
        _state = new float[problem.Cells * stateWidth];
        _before = new float[_state.Length];
        _problem = problem;
        ClearState();
    }

    /// <inheritdoc/>
    public void ClearState()
    {
        StepCount = 0;
        FillStart(_state);
    }

    /// <inheritdoc/>
    public void SetState(ReadOnlySpan<float> state)
    {
        RequireLength(state.Length);
        StepCount = 0;
        state.CopyTo(_state);
    }

    /// <inheritdoc/>
    public void CopyState(Span<float> state)
    {
        RequireLength(state.Length);
        _state.CopyTo(state);
    }

    /// <inheritdoc/>
    public void Step()
    {
        _ = Problem;
        _state.CopyTo(_before, 0);
        Step(_before, _state);
        StepCount++;
    }

    /// <inheritdoc/>
    public abstract ReadOnlySpan<float> Readout();

    /// <inheritdoc/>
    public virtual void CopyEncoding(Span<float> encoding) => encoding.Clear();

    /// <inheritdoc/>
    public abstract float? HaltScore();

    /// <inheritdoc/>
    public float Residual()
    {
        if (StepCount == 0)
        {
            return float.PositiveInfinity;
        }

        float largest = 0f;
        for (int i = 0; i < _state.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(_state[i] - _before[i]));
        }

        return largest;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Lays out what a problem needs.</summary>
    /// <exception cref="ArgumentException">The problem does not fit.</exception>
    protected abstract void Prepare(Problem problem);

    /// <summary>Fills the state that a run starts from.</summary>
    protected abstract void FillStart(Span<float> state);

    /// <summary>Makes the next state; <paramref name="after"/> holds the same as <paramref name="before"/> when called.</summary>
    protected abstract void Step(ReadOnlySpan<float> before, Span<float> after);

    private void RequireLength(int length)
    {
        _ = Problem;
        if (length != _state.Length)
        {
            throw new ArgumentException($"{length} entries, the state has {_state.Length}.");
        }
    }
}
