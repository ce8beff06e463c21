using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Mazes as token sequences, as published: row by row, wall 1, free 2, start 3, goal 4, and 5 for the path in the label;
/// 0 is padding, which only a field larger than the maze has.
/// </summary>
internal static class MazeEncoding
{
    /// <summary>The token of a cell outside the maze.</summary>
    public const int Pad = 0;

    /// <summary>The token of a wall; free, start and goal follow.</summary>
    public const int Wall = 1;

    /// <summary>The token of a marked cell.</summary>
    public const int Path = 5;

    /// <summary>The number of different tokens, 6.</summary>
    public const int Vocabulary = 6;

    /// <summary>A maze and its label, for the blank puzzle embedding. Padding is not scored.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="label">The path that is right.</param>
    /// <param name="field">The size of the field in whose upper left corner the maze lies; null for the maze's own.</param>
    /// <exception cref="ArgumentException">The label is for another size, or the maze is larger than the field.</exception>
    public static TokenExample Encode(MazeBoard board, MazeMarks label, (int Rows, int Columns)? field = null)
    {
        int[] inputs = Encode(board, field);
        label.CheckSize(board);
        int[] labels = (int[])inputs.Clone();
        labels.AsSpan().Replace(Pad, TokenExample.Ignored);
        foreach (int cell in label.Cells)
        {
            labels[Place(cell, board, field)] = Path;
        }

        return new TokenExample(inputs, labels, 0);
    }

    /// <summary>A maze as tokens.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="field">The size of the field in whose upper left corner the maze lies; null for the maze's own.</param>
    /// <exception cref="ArgumentException">The maze is larger than the field.</exception>
    public static int[] Encode(MazeBoard board, (int Rows, int Columns)? field = null)
    {
        var tokens = new int[LengthOf(board, field)];
        for (int cell = 0; cell < board.Cells.Length; cell++)
        {
            tokens[Place(cell, board, field)] = Wall + (int)board.Cells[cell];
        }

        return tokens;
    }

    /// <summary>The path that tokens show: the cells of the maze whose token is <see cref="Path"/>, whatever the others are.</summary>
    /// <param name="tokens">As many as the field has, such as a model's answer.</param>
    /// <param name="board">The maze that was encoded.</param>
    /// <param name="field">The size of the field it was encoded in; null for the maze's own.</param>
    /// <exception cref="ArgumentException">The number of tokens does not fit, or the maze is larger than the field.</exception>
    public static MazeMarks Decode(ReadOnlySpan<int> tokens, MazeBoard board, (int Rows, int Columns)? field = null)
    {
        int length = LengthOf(board, field);
        if (tokens.Length != length)
        {
            throw new ArgumentException($"{tokens.Length} tokens, expected {length}.", nameof(tokens));
        }

        var marked = new bool[board.Cells.Length];
        for (int cell = 0; cell < board.Cells.Length; cell++)
        {
            marked[cell] = tokens[Place(cell, board, field)] == Path;
        }

        return MazeMarks.Of(board.Rows, board.Columns, marked);
    }

    private static int Place(int cell, MazeBoard board, (int Rows, int Columns)? field) =>
        field is { } size ? (cell / board.Columns * size.Columns) + (cell % board.Columns) : cell;

    private static int LengthOf(MazeBoard board, (int Rows, int Columns)? field)
    {
        (int rows, int columns) = field ?? (board.Rows, board.Columns);
        MazeBoard.CheckSides(rows, columns);
        return board.Rows <= rows && board.Columns <= columns
            ? rows * columns
            : throw new ArgumentException($"The maze of {board.Rows}×{board.Columns} does not fit on {rows}×{columns}.", nameof(field));
    }
}
