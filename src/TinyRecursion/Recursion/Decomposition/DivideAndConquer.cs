namespace TinyRecursion.Recursion.Decomposition;

/// <summary>
/// Splits a problem, solves the parts, each of which may be split again, and merges their answers. Every answer is checked at
/// every level, so that what went wrong is found where it went wrong.
/// </summary>
/// <remarks>
/// It ends verified; refuted, where a part is; or without an answer for the reason that a part ended, or rejected where an
/// answer fails its check. Deterministic where the solver is.
/// </remarks>
/// <typeparam name="TProblem">The problem, and each of its parts.</typeparam>
/// <typeparam name="TAnswer">The answer, and each part's.</typeparam>
/// <param name="how">How to split, merge and check.</param>
/// <param name="solver">Solves what is not split.</param>
public sealed class DivideAndConquer<TProblem, TAnswer>(IDecomposition<TProblem, TAnswer> how, IRecursion<TProblem, TAnswer> solver)
    : IRecursion<TProblem, TAnswer>
{
    /// <summary>How often a part is split again at most, zero or more; what is left then goes to the solver.</summary>
    public int MaximumDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 64;

    /// <inheritdoc/>
    public Outcome<TAnswer> Run(TProblem problem, ITrace? trace = null, CancellationToken cancellation = default) =>
        Run(problem, depth: 0, trace, cancellation);

    private Outcome<TAnswer> Run(TProblem problem, int depth, ITrace? trace, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return (depth < MaximumDepth ? how.Split(problem) : null) is { } parts
            ? Solve(problem, parts, depth, trace, cancellation)
            : Checked(problem, solver.Run(problem, trace, cancellation));
    }

    private Outcome<TAnswer> Solve(
        TProblem problem, IReadOnlyList<TProblem> parts, int depth, ITrace? trace, CancellationToken cancellation)
    {
        var answers = new List<TAnswer>();
        long steps = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            trace?.Enter("part", i);
            Outcome<TAnswer> outcome = Run(parts[i], depth + 1, trace, cancellation);
            trace?.Leave();
            steps += outcome.TotalSteps;
            if (!outcome.IsVerified)
            {
                return new Outcome<TAnswer>(default, outcome.Reason, steps) { Part = i };
            }

            answers.Add(outcome.Answer!);
        }

        return Checked(problem, new Outcome<TAnswer>(how.Merge(problem, answers), HaltReason.Verified, steps));
    }

    // A solver's own word that it is right is not enough, and its doubt does not matter where the check accepts.
    private Outcome<TAnswer> Checked(TProblem problem, Outcome<TAnswer> outcome)
    {
        bool none = outcome.Reason == HaltReason.Refuted || outcome.Answer is null;
        return none ? outcome with { Answer = default }
            : how.Accepts(problem, outcome.Answer!) ? outcome with { Reason = HaltReason.Verified }
            : outcome with { Answer = default, Reason = outcome.IsVerified ? HaltReason.Rejected : outcome.Reason };
    }
}
