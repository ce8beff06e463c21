using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Finds paths with one solver, and with another where the checker refuses the first one's answer.</summary>
/// <param name="first">The first; disposed with this.</param>
/// <param name="second">The other; disposed with this.</param>
internal sealed class MazeFallbackSolver(Solver<MazePuzzle, MazeAnswer> first, Solver<MazePuzzle, MazeAnswer> second) : Solver<MazePuzzle, MazeAnswer>
{
    public override string Description => $"{first.Description} and {second.Description}";

    public override void Require(IInstance instance, string source)
    {
        first.Require(instance, source);
        second.Require(instance, source);
    }

    public override MazeAnswer Solve(MazePuzzle instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        MazeAnswer answer = first.Solve(instance, threads, trace, cancellation);
        if (answer.IsSolved)
        {
            return answer;
        }

        MazeAnswer other = second.Solve(instance, threads, trace, cancellation);
        return other with { TotalSteps = answer.TotalSteps + other.TotalSteps };
    }

    private protected override MazeAnswer Unfinished(MazePuzzle instance, HaltReason limit) => MazeAnswer.Unfinished(instance, limit);

    public override void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
