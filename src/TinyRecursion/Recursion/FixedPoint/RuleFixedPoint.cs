using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>A rule's step on a bound problem as a map, so that solvers can look for the state that the rule leaves where it is.</summary>
public static class RuleFixedPoint
{
    /// <summary>Searches a fixed point of a rule from the state that a session holds.</summary>
    /// <param name="session">A session with a bound problem; afterwards it holds the solution, with a step count of zero.</param>
    /// <param name="cells">The problem's number of cells.</param>
    /// <param name="solver">The solver.</param>
    /// <param name="options">
    /// When to end; null for a tolerance of 1e-5, since states are in single precision, and 1000 evaluations.
    /// </param>
    /// <param name="cancellation">Ends the search between steps.</param>
    /// <returns>The solution, cells × state width, in double precision.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static FixedPointResult Solve(
        IRuleSession session, int cells, FixedPointSolver solver, FixedPointOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentOutOfRangeException.ThrowIfNegative(cells);
        var state = new float[cells * session.StateWidth];
        session.CopyState(state);
        FixedPointResult result = solver.Solve(
            Step, Array.ConvertAll(state, value => (double)value), options ?? new FixedPointOptions { Tolerance = 1e-5 }, cancellation);
        session.SetState(Array.ConvertAll(result.Solution, value => (float)value));
        return result;

        void Step(ReadOnlySpan<double> x, Span<double> image)
        {
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = (float)x[i];
            }

            session.SetState(state);
            session.Step();
            session.CopyState(state);
            for (int i = 0; i < state.Length; i++)
            {
                image[i] = state[i];
            }
        }
    }
}
