namespace TinyRecursion.Tasks.Maze;

/// <summary>A maze to solve, as read from a file or generated.</summary>
/// <param name="Board">The maze.</param>
/// <param name="Label">The path that is given as the answer, one of perhaps many shortest, where it is known.</param>
/// <param name="Line">The line it stood on, from 1; 0 where it came from no file.</param>
internal sealed record MazePuzzle(MazeBoard Board, MazeMarks? Label, int Line) : IInstance
{
    /// <summary>The moves that the label takes, where it is known.</summary>
    public int? Moves => Label?.Count + 1;
}
