using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// The cost-to-go that a rule has learned: states are encoded in batches, the rule is applied a number of times to its own
/// output, and what it reads out becomes the estimates.
/// </summary>
/// <remarks>
/// A state's estimate does not depend on its batch, so threads change the speed alone. Safe to share between threads.
/// </remarks>
/// <typeparam name="TState">A state.</typeparam>
internal sealed class RuleCostToGo<TState> : ICostToGo<TState>, IDisposable
    where TState : unmanaged, IEquatable<TState>
{
    private readonly IStateEncoding<TState> _encoding;
    private readonly int _steps;
    private readonly int _threads;
    private readonly SessionPool _sessions;

    /// <summary>Makes a rule estimate states.</summary>
    /// <param name="rule">The rule; it must outlive this.</param>
    /// <param name="encoding">How states are shown to it.</param>
    /// <param name="steps">How often the rule is applied, at least once.</param>
    /// <param name="threads">Batches of one call at once, at least one.</param>
    public RuleCostToGo(IRule rule, IStateEncoding<TState> encoding, int steps, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (_encoding, _steps, _threads) = (encoding, steps, threads);
        _sessions = new SessionPool(rule);
    }

    public unsafe void Estimate(ReadOnlySpan<TState> states, Span<float> costs)
    {
        if (_threads == 1 || states.Length <= _encoding.BatchSize)
        {
            EstimateFrom(0, _encoding.BatchSize, states, costs);
            return;
        }

        // Spans cannot enter a lambda; the memory stays where it is until all threads are done.
        int count = states.Length;
        fixed (TState* from = states)
        {
            fixed (float* to = costs)
            {
                (nint first, nint target) = ((nint)from, (nint)to);
                Parallel.For(0, _threads, thread => EstimateFrom(
                    thread * _encoding.BatchSize, _threads * _encoding.BatchSize,
                    new ReadOnlySpan<TState>((TState*)first, count), new Span<float>((float*)target, count)));
            }
        }
    }

    public void Dispose() => _sessions.Dispose();

    private void EstimateFrom(int first, int distance, ReadOnlySpan<TState> states, Span<float> costs)
    {
        using IRuleSession session = _sessions.Open();
        for (int from = first; from < states.Length; from += distance)
        {
            ReadOnlySpan<TState> batch = states.Slice(from, Math.Min(_encoding.BatchSize, states.Length - from));
            session.Bind(_encoding.Encode(batch));
            for (int step = 0; step < _steps; step++)
            {
                session.Step();
            }

            _encoding.Decode(batch, session.Readout(), costs.Slice(from, batch.Length));
        }
    }
}
