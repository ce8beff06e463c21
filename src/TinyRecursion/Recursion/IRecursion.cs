namespace TinyRecursion.Recursion;

/// <summary>
/// A way to get from a problem to an answer by repeating or combining smaller ones: a loop of a rule, a portfolio, a chain,
/// a fixed-point solver, a search, a decomposition. All have this one form, so that any of them can be a part of any other.
/// </summary>
/// <remarks>
/// An instance only describes what is to be done: it keeps nothing between runs and is safe to share between threads. The
/// same problem gives the same outcome, unless a limit on time is set. Recursions of rules take and give a
/// <see cref="RuleState"/>; others take a task's problem and give its answer.
/// </remarks>
/// <typeparam name="TProblem">What it is given.</typeparam>
/// <typeparam name="TAnswer">What it gives.</typeparam>
public interface IRecursion<in TProblem, TAnswer>
{
    /// <summary>Runs it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="trace">Receives every step of it and of its parts, in order; or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>The answer, why it ended and what it took.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    Outcome<TAnswer> Run(TProblem problem, ITrace? trace = null, CancellationToken cancellation = default);
}
