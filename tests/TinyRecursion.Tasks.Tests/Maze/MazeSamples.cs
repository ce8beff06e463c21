using CsCheck;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>Mazes that several tests use.</summary>
internal static class MazeSamples
{
    /// <summary>Any maze of up to 9×9, with a path or without.</summary>
    public static readonly Gen<MazeBoard> Board =
        from rows in Gen.Int[2, 9]
        from columns in Gen.Int[2, 9]
        from walls in Gen.Int[0, 9].Array[rows * columns]
        from start in Gen.Int[0, (rows * columns) - 1]
        from goal in Gen.Int[0, (rows * columns) - 2]
        select Make(rows, columns, walls, start, goal >= start ? goal + 1 : goal);

    /// <summary>A maze with its label, if it has a path.</summary>
    public static readonly Gen<MazePuzzle> Puzzle = Board.Select(board => new MazePuzzle(board, MazePaths.Label(board), 1));

    public static readonly MazeGeneratorOptions Small = new() { Rows = 10, Columns = 10, MinimumWalls = 25, MaximumWalls = 45, MinimumMoves = 12 };

    /// <summary>A maze written with its rows apart.</summary>
    public static MazeBoard Parse(string rows)
    {
        string[] lines = rows.Split('/');
        return MazeLine.Parse(string.Concat(lines), new MazeSource("input", 1, lines.Length, lines[0].Length)).Board;
    }

    /// <summary>Marks written as rows in which <c>o</c> is a mark.</summary>
    public static MazeMarks Marks(string rows)
    {
        string[] lines = rows.Split('/');
        string text = string.Concat(lines);
        return new MazeMarks(lines.Length, lines[0].Length, Enumerable.Range(0, text.Length).Where(cell => text[cell] == 'o'));
    }

    private static MazeBoard Make(int rows, int columns, int[] walls, int start, int goal)
    {
        MazeCell[] cells = [.. walls.Select(wall => wall < 3 ? MazeCell.Wall : MazeCell.Free)];
        (cells[start], cells[goal]) = (MazeCell.Start, MazeCell.Goal);
        return new MazeBoard(rows, columns, cells);
    }
}
