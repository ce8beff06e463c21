using System.Collections.Concurrent;
using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// A rule whose sessions are used again when they are disposed, with the memory that they have laid out: for running many
/// problems, one after the other or on several threads. Results are those of the rule. Safe to share between threads.
/// </summary>
/// <param name="rule">The rule.</param>
public sealed class SessionPool(IRule rule) : IRule, IDisposable
{
    private readonly ConcurrentBag<IRuleSession> _idle = [];
    private volatile bool _disposed;

    /// <inheritdoc/>
    public int StateWidth => rule.StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Session(_idle.TryTake(out IRuleSession? session) ? session : rule.Open(), this);
    }

    /// <summary>Disposes idle sessions; those in use are disposed when they are given back.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out IRuleSession? session))
        {
            session.Dispose();
        }
    }

    private void GiveBack(IRuleSession session)
    {
        _idle.Add(session);
        if (_disposed)
        {
            Dispose();
        }
    }

    private sealed class Session(IRuleSession inner, SessionPool pool) : IRuleSession
    {
        private bool _given;

        public int StepCount => inner.StepCount;

        public int StateWidth => inner.StateWidth;

        public void Bind(Problem problem) => inner.Bind(problem);

        public void ClearState() => inner.ClearState();

        public void SetState(ReadOnlySpan<float> state) => inner.SetState(state);

        public void CopyState(Span<float> state) => inner.CopyState(state);

        public void Step() => inner.Step();

        public ReadOnlySpan<float> Readout() => inner.Readout();

        public void CopyEncoding(Span<float> encoding) => inner.CopyEncoding(encoding);

        public float? HaltScore() => inner.HaltScore();

        public float Residual() => inner.Residual();

        public void Dispose()
        {
            if (!_given)
            {
                _given = true;
                pool.GiveBack(inner);
            }
        }
    }
}
