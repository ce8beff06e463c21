using TinyRecursion.Tasks.Grids;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Mazes turned and mirrored (<see cref="Dihedral"/>), as the published builder does. A turned label is still a shortest
/// path, but no longer the one that <see cref="MazePaths.Label"/> picks: <see cref="Relabel"/> where that matters.
/// </summary>
internal static class MazeAugmentation
{
    /// <summary>Turns a maze.</summary>
    /// <param name="symmetry">0 to 7, as <see cref="Dihedral"/> numbers them.</param>
    /// <param name="board">The maze.</param>
    public static MazeBoard Apply(int symmetry, MazeBoard board)
    {
        var cells = new MazeCell[board.Cells.Length];
        Dihedral.Apply(symmetry, board.Cells, board.Rows, board.Columns, cells);
        (int rows, int columns) = Dihedral.SizeAfter(symmetry, board.Rows, board.Columns);
        return new MazeBoard(rows, columns, cells);
    }

    /// <summary>Turns marks.</summary>
    /// <param name="symmetry">0 to 7, as <see cref="Dihedral"/> numbers them.</param>
    /// <param name="marks">The marks.</param>
    public static MazeMarks Apply(int symmetry, MazeMarks marks)
    {
        (int rows, int columns) = Dihedral.SizeAfter(symmetry, marks.Rows, marks.Columns);
        return new MazeMarks(rows, columns, Enumerable.Range(0, rows * columns)
            .Where(cell => marks[Dihedral.Source(symmetry, marks.Rows, marks.Columns, cell / columns, cell % columns)]));
    }

    /// <summary>Turns a maze and its label with it.</summary>
    /// <param name="symmetry">0 to 7, as <see cref="Dihedral"/> numbers them.</param>
    /// <param name="puzzle">The maze.</param>
    public static MazePuzzle Apply(int symmetry, MazePuzzle puzzle)
    {
        return new MazePuzzle(Apply(symmetry, puzzle.Board), puzzle.Label is null ? null : Apply(symmetry, puzzle.Label), puzzle.Line);
    }

    /// <summary>Turns a maze and labels it anew, as mazes in files are labelled.</summary>
    /// <param name="symmetry">0 to 7, as <see cref="Dihedral"/> numbers them.</param>
    /// <param name="puzzle">The maze; its own label does not matter.</param>
    public static MazePuzzle Relabel(int symmetry, MazePuzzle puzzle)
    {
        MazeBoard board = Apply(symmetry, puzzle.Board);
        return new MazePuzzle(board, MazePaths.Label(board), puzzle.Line);
    }
}
