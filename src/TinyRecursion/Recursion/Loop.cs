using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>The plain recursion: one rule, applied to its own output until it halts.</summary>
/// <param name="rule">The rule.</param>
/// <param name="halting">When to end; a condition that never holds runs until cancelled.</param>
public sealed class Loop(IRule rule, Halting halting) : IRecursion<RuleState, RuleState>
{
    /// <summary>Runs the rule on from a state.</summary>
    /// <param name="problem">The problem and where to start.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="ArgumentException">The problem or the state does not fit the rule.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Outcome<RuleState> Run(RuleState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        using IRuleSession session = rule.Open();
        problem.BindTo(session);
        LoopResult result = Run(session, halting, trace, cancellation);
        return new Outcome<RuleState>(RuleState.Of(problem.Problem, session), result.Reason, result.Steps)
        {
            Residual = session.Residual(),
        };
    }

    /// <summary>Runs a session on from the state it holds: what the recursion does, for callers that keep a session.</summary>
    /// <param name="session">A session with a bound problem.</param>
    /// <param name="halting">When to end; a condition that never holds runs until cancelled.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>Steps and reason. Allocates nothing itself.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal static LoopResult Run(
        IRuleSession session, Halting halting, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(halting);
        trace?.Begin(session);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Step();
            trace?.Record(session);
            HaltReason reason = halting.After(session);
            if (reason != HaltReason.None)
            {
                return new LoopResult(session.StepCount, reason);
            }
        }
    }
}
