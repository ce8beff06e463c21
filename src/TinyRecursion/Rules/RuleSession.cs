using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// The shell of every session: it refuses use without a problem or after disposal, checks lengths, counts steps, and keeps
/// itself, and so the memory that kernels point into, alive until a call is done. Derived sessions supply the state and the
/// step. For use by one thread at a time.
/// </summary>
internal abstract class RuleSession : IRuleSession
{
    private Problem? _problem;
    private bool _disposed;

    /// <summary>Creates a session without a problem.</summary>
    /// <param name="stateWidth">The width of the state, at least one.</param>
    protected RuleSession(int stateWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stateWidth, 1);
        StateWidth = stateWidth;
    }

    public int StepCount { get; private protected set; }

    public int StateWidth { get; }

    ICanonicalState? ITracedStep.Canonical => AsCanonical();

    /// <summary>The bound problem.</summary>
    /// <exception cref="InvalidOperationException">No problem is bound.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public Problem Problem
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _problem ?? throw new InvalidOperationException("No problem is bound to the session.");
        }
    }

    public void Bind(Problem problem)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        (_problem, StepCount) = (problem, 0);
        bool fits = false;
        try
        {
            Prepare(problem);
            WriteStart();
            fits = true;
        }
        finally
        {
            // A problem that does not fit must not leave the session half laid out for it.
            _problem = fits ? problem : null;
        }

        GC.KeepAlive(this);
    }

    public void ClearState()
    {
        _ = Problem;
        WriteStart();
        StepCount = 0;
        GC.KeepAlive(this);
    }

    public void SetState(ReadOnlySpan<float> state)
    {
        RequireLength(state.Length);
        WriteState(state);
        StepCount = 0;
        GC.KeepAlive(this);
    }

    public void CopyState(Span<float> state)
    {
        RequireLength(state.Length);
        ReadState(state);
        GC.KeepAlive(this);
    }

    public void CopyEncoding(Span<float> encoding)
    {
        RequireLength(encoding.Length);
        ReadEncoding(encoding);
        GC.KeepAlive(this);
    }

    public void Step()
    {
        _ = Problem;
        Advance();
        StepCount++;
        GC.KeepAlive(this);
    }

    public ReadOnlySpan<float> Readout()
    {
        _ = Problem;
        ReadOnlySpan<float> logits = ReadLogits();
        GC.KeepAlive(this);
        return logits;
    }

    public float? HaltLogit()
    {
        _ = Problem;
        float? score = ReadHalting();
        GC.KeepAlive(this);
        return score;
    }

    /// <summary>The largest absolute change of any entry of the state in the last step; infinite before the first.</summary>
    public float Residual()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        float residual = StepCount == 0 ? float.PositiveInfinity : LargestChange();
        GC.KeepAlive(this);
        return residual;
    }

    /// <summary>Releases what the session holds; a second call does nothing.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _problem = null;
            Release();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Lays out what a problem needs; called with the problem bound.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">It does not fit the rule.</exception>
    protected abstract void Prepare(Problem problem);

    /// <summary>Sets the state to the one that a run starts from.</summary>
    protected abstract void WriteStart();

    /// <summary>Sets the state.</summary>
    /// <param name="state">Cells × state width, row by row.</param>
    protected abstract void WriteState(ReadOnlySpan<float> state);

    /// <summary>Copies the state out.</summary>
    /// <param name="state">Receives cells × state width, row by row.</param>
    protected abstract void ReadState(Span<float> state);

    /// <summary>Copies out the rule's encoding of the problem; zeros unless the session says otherwise.</summary>
    /// <param name="encoding">Receives cells × state width, row by row.</param>
    protected virtual void ReadEncoding(Span<float> encoding) => encoding.Clear();

    /// <summary>Takes the step that follows <see cref="StepCount"/>, which is raised afterwards.</summary>
    protected abstract void Advance();

    /// <summary>Reads the logits out of the current state.</summary>
    /// <returns>Cells × readout width, row by row; overwritten by the next call.</returns>
    protected abstract ReadOnlySpan<float> ReadLogits();

    /// <summary>Reads the halting head of the current state; null unless the session says otherwise.</summary>
    protected virtual float? ReadHalting() => null;

    /// <summary>The state as bytes, where sessions of this kind have the same ones on every machine.</summary>
    private protected virtual ICanonicalState? AsCanonical() => this as ICanonicalState;

    /// <summary>The largest absolute change of any entry of the state in the last step; asked only after a step.</summary>
    protected abstract float LargestChange();

    /// <summary>Releases what the session holds; called once.</summary>
    protected virtual void Release()
    {
    }

    /// <summary>Refuses a span that is not as long as the state.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    private protected void RequireLength(int length)
    {
        if (length != (long)Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }

    /// <summary>The largest absolute difference of two states' entries.</summary>
    private protected static float LargestDifference(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float largest = 0f;
        for (int i = 0; i < left.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(left[i] - right[i]));
        }

        return largest;
    }
}
