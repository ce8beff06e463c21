using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>The plain recursion: one rule, applied to its own output until it halts.</summary>
public static class Loop
{
    /// <summary>Runs a session on from the state it holds.</summary>
    /// <param name="session">A session with a bound problem.</param>
    /// <param name="halting">When to end; a condition that never holds runs until cancelled.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>Steps and reason. Allocates nothing itself.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static LoopResult Run(
        IRuleSession session, Halting halting, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(halting);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Step();
            trace?.Record(session);
            HaltReason reason = halting.After(session);
            if (reason != HaltReason.None)
            {
                return new LoopResult(session.StepCount, reason, 0, session.StepCount);
            }
        }
    }
}
