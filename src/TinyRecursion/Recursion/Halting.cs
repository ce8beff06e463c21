using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>Decides whether logits decode to an answer that the task's checker accepts. Without side effects.</summary>
/// <param name="logits">Cells × readout width.</param>
public delegate bool AnswerCheck(ReadOnlySpan<float> logits);

/// <summary>
/// Decides when a recursion ends. Asked after every step, once the trace has recorded it; the instances made here keep no state
/// between runs. A decision has no side effects and need not be asked where an earlier condition holds: whoever wants to see
/// every step, to report it or to collect from it, passes an <see cref="ITrace"/>.
/// </summary>
public abstract class Halting
{
    /// <summary>Decides after a step.</summary>
    /// <param name="session">The session, whose state is the one just reached.</param>
    /// <returns>The reason to end, or <see cref="HaltReason.None"/> to go on.</returns>
    public abstract HaltReason After(IRuleSession session);

    /// <summary>Ends after a number of steps.</summary>
    /// <param name="steps">At least one.</param>
    public static Halting Steps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new Condition(HaltReason.StepLimit, session => session.StepCount >= steps);
    }

    /// <summary>Ends when no entry of the state moves by more than a tolerance; 0 asks for a bit-exact fixed point.</summary>
    /// <param name="tolerance">At least zero.</param>
    public static Halting Converged(float tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        return new Condition(HaltReason.Converged, session => session.Residual() <= tolerance);
    }

    /// <summary>Ends when the checker accepts the answer.</summary>
    /// <param name="check">Decodes logits and checks the answer; called once a step.</param>
    public static Halting Verified(AnswerCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new Condition(HaltReason.Verified, session => check(session.Readout()));
    }

    /// <summary>Ends when the rule's halting head says that the answer is right; never for a rule without one.</summary>
    public static Halting Learned() => new Condition(HaltReason.Learned, session => session.HaltLogit() > 0f);

    /// <summary>Ends when a condition holds.</summary>
    /// <param name="reason">The reason to end.</param>
    /// <param name="condition">Asked once a step, with the session whose state is the one just reached; without side effects.</param>
    public static Halting When(HaltReason reason, Predicate<IRuleSession> condition)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(reason, HaltReason.None);
        ArgumentNullException.ThrowIfNull(condition);
        return new Condition(reason, condition);
    }

    /// <summary>Ends as soon as any of several conditions does; they are asked in the order given.</summary>
    /// <param name="conditions">At least one.</param>
    public static Halting Any(params Halting[] conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentOutOfRangeException.ThrowIfZero(conditions.Length);
        return new FirstOf(conditions.AsSpan().ToArray());
    }

    private sealed class Condition(HaltReason reason, Predicate<IRuleSession> condition) : Halting
    {
        public override HaltReason After(IRuleSession session) => condition(session) ? reason : HaltReason.None;
    }

    private sealed class FirstOf(Halting[] conditions) : Halting
    {
        public override HaltReason After(IRuleSession session)
        {
            foreach (Halting condition in conditions)
            {
                HaltReason reason = condition.After(session);
                if (reason != HaltReason.None)
                {
                    return reason;
                }
            }

            return HaltReason.None;
        }
    }
}
