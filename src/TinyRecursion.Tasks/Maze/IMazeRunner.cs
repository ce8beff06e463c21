namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Finds ways with one kind of rule. For use by one thread at a time; the same rule, maze and options give the same
/// result.
/// </summary>
public interface IMazeRunner : IDisposable
{
    /// <summary>Most steps of one run where the options do not say.</summary>
    /// <param name="board">The maze.</param>
    int DefaultSteps(MazeBoard board);

    /// <summary>The starts that are worth their time: see <see cref="MazeRunOptions.Starts"/>.</summary>
    int DefaultStarts { get; }

    /// <summary>Runs the rule on a maze.</summary>
    /// <param name="puzzle">The maze; its label is compared with, never looked at before.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="onStep">Receives the marks read out on the way, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="ArgumentException">The maze is of a size that the model does not know.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    MazeResult Run(MazePuzzle puzzle, MazeRunOptions options, MazeStepHandler? onStep = null, CancellationToken cancellation = default);
}
