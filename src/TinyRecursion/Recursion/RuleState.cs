using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// What recursions of rules take and give: a problem with a state of it, and after a run the logits read out of that state.
/// Immutable and safe to share between threads.
/// </summary>
/// <param name="Problem">The problem.</param>
public sealed record RuleState(Problem Problem)
{
    /// <summary>The state, cells × state width, row by row; empty for the rule's own start.</summary>
    public ReadOnlyMemory<float> State { get; init; }

    /// <summary>The logits read out of the state, cells × readout width, row by row; empty before a run.</summary>
    public ReadOnlyMemory<float> Logits { get; init; }

    /// <summary>The logit of the rule's halting head in the state: above zero, the rule holds its answer to be right. Null before a run, or for no head.</summary>
    public float? HaltLogit { get; init; }

    /// <summary>Copies what a session holds.</summary>
    /// <param name="problem">The problem that is bound to it.</param>
    /// <param name="session">The session.</param>
    public static RuleState Of(Problem problem, IRuleSession session)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(session);
        var state = new float[problem.Cells * session.StateWidth];
        session.CopyState(state);
        return new RuleState(problem) { State = state, Logits = session.Readout().ToArray(), HaltLogit = session.HaltLogit() };
    }

    /// <summary>Binds the problem to a session and sets its state.</summary>
    /// <param name="session">A session of a rule.</param>
    /// <exception cref="ArgumentException">The problem or the state does not fit the rule.</exception>
    public void BindTo(IRuleSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Bind(Problem);
        if (!State.IsEmpty)
        {
            session.SetState(State.Span);
        }
    }
}
