namespace TinyRecursion.Tasks.Maze;

/// <summary>Finds ways with one rule, and with another where the checker refuses the first one's answer.</summary>
/// <param name="first">The first; disposed with this.</param>
/// <param name="second">The other; disposed with this.</param>
public sealed class MazeFallbackRunner(IMazeRunner first, IMazeRunner second) : IMazeRunner
{
    /// <inheritdoc/>
    /// <remarks>That of the first; a limit that the options give is for the first alone.</remarks>
    public int DefaultSteps(MazeBoard board) => first.DefaultSteps(board);

    /// <inheritdoc/>
    public int DefaultStarts => first.DefaultStarts;

    /// <inheritdoc/>
    public MazeResult Run(
        MazePuzzle puzzle, MazeRunOptions options, MazeStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        MazeResult result = first.Run(puzzle, options, onStep, cancellation);
        if (result.IsRight)
        {
            return result;
        }

        MazeResult other = second.Run(puzzle, options with { MaximumSteps = null }, onStep, cancellation);
        return other with { TotalSteps = result.TotalSteps + other.TotalSteps };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
