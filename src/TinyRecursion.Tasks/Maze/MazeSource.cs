namespace TinyRecursion.Tasks.Maze;

/// <summary>Where a maze is read from, and the size it is to have.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Rows">The number of rows; 0 for a square.</param>
/// <param name="Columns">The number of columns; 0 for a square.</param>
internal readonly record struct MazeSource(string Name, int Line, int Rows, int Columns)
{
    /// <summary>Whether no other maze stands on the lines beside it, so that it may be one of a single row.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The size of a maze of so many characters.</summary>
    public (int Rows, int Columns) SizeOf(int length, int column)
    {
        if (Rows > 0 && Columns > 0)
        {
            return length == Rows * Columns
                ? (Rows, Columns)
                : throw Error(column, $"the maze has {length} characters, expected {Rows}·{Columns}");
        }

        int side = (int)Math.Sqrt(length);
        return side is >= 1 and <= MazeBoard.MaximumSide && side * side == length
            ? (side, side)
            : IsAlone && length is >= 1 and <= MazeBoard.MaximumSide ? (1, length)
            : throw Error(column, $"the maze has {length} characters, expected a square of 1 to {MazeBoard.MaximumSide}");
    }

    /// <summary>An error at a column of this line, or for 0 on the line as a whole.</summary>
    public InstanceFormatException Error(int column, string problem) => new(Name, Line, column > 0 ? $"column {column}" : string.Empty, problem);
}
