using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// A rule whose sessions are used again when they are disposed, with the memory that they have laid out: for running many
/// problems, one after the other or on several threads. Results are those of the rule. A session that was disposed refuses
/// every call, so that it cannot reach the problem of the next holder. Safe to share between threads.
/// </summary>
/// <param name="rule">The rule.</param>
internal sealed class SessionPool(IRule rule) : IRule, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<IRuleSession> _idle = [];
    private bool _disposed;

    public int StateWidth => rule.StateWidth;

    public IRuleSession Open()
    {
        IRuleSession? session;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _idle.TryPop(out session);
        }

        return new Session(session ?? rule.Open(), this);
    }

    /// <summary>Disposes idle sessions; those in use are disposed when they are given back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out IRuleSession? session))
            {
                session.Dispose();
            }
        }
    }

    private void GiveBack(IRuleSession session)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _idle.Push(session);
                return;
            }
        }

        session.Dispose();
    }

    /// <summary>A session on loan: once disposed it reaches the one that it stood for no more.</summary>
    private sealed class Session(IRuleSession inner, SessionPool pool) : RuleSession(inner.StateWidth)
    {
        protected override void Prepare(Problem problem) => inner.Bind(problem);

        protected override void WriteStart() => inner.ClearState();

        protected override void WriteState(ReadOnlySpan<float> state) => inner.SetState(state);

        protected override void ReadState(Span<float> state) => inner.CopyState(state);

        protected override void ReadEncoding(Span<float> encoding) => inner.CopyEncoding(encoding);

        protected override void Advance() => inner.Step();

        private protected override ICanonicalState? AsCanonical() => inner.Canonical;

        protected override ReadOnlySpan<float> ReadLogits() => inner.Readout();

        protected override float? ReadHalting() => inner.HaltLogit();

        protected override float LargestChange() => inner.Residual();

        protected override void Release() => pool.GiveBack(inner);
    }
}
