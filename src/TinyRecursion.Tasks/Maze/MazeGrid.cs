using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Mazes as a rule sees them, of any size: each cell of the board is a cell of the problem, walls too, and sees its four
/// neighbours in the order down, left, right, up. The one feature is what stands on the cell. No weight of a rule is tied
/// to a place or a size, so one rule runs on every board.
/// </summary>
/// <remarks>
/// The readout has one score a cell; a free cell is marked where its score is above zero. Walls are kept as cells, so
/// that beyond a wall and beyond the board's edge can be told apart, and so that a cell's number is its place.
/// </remarks>
public static class MazeGrid
{
    /// <summary>The neighbour relation: down, left, right, up, <see cref="NeighbourRelation.None"/> beyond the edge.</summary>
    public const string Relation = "around";

    /// <summary>Neighbours of a cell.</summary>
    public const int Degree = 4;

    /// <summary>Features per cell: what stands on it, as <see cref="MazeCell"/> numbers it.</summary>
    public const int FeatureColumns = 1;

    /// <summary>The values that the feature takes: wall, free, start, goal.</summary>
    public const int Kinds = 4;

    /// <summary>Encodes a maze.</summary>
    /// <param name="board">The maze.</param>
    public static Problem Encode(MazeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        int count = board.Cells.Length;
        var features = new int[count];
        var neighbours = new int[count * Degree];
        for (int cell = 0; cell < count; cell++)
        {
            features[cell] = (int)board.Cells[cell];
            for (int direction = 0; direction < Degree; direction++)
            {
                neighbours[(cell * Degree) + direction] = Neighbour(cell, direction, board.Rows, board.Columns);
            }
        }

        return new Problem(new Topology(count, new NeighbourRelation(Relation, count, Degree, neighbours)), FeatureColumns, features);
    }

    /// <summary>Marks the free cells whose score is above zero. Allocates nothing.</summary>
    /// <param name="scores">One a cell; one that is not a number marks nothing.</param>
    /// <param name="board">The maze that was encoded.</param>
    /// <param name="marked">Receives for each cell whether it is marked.</param>
    /// <returns>Whether any mark differs from what <paramref name="marked"/> held before.</returns>
    /// <exception cref="ArgumentException">A span has another length than the board has cells.</exception>
    public static bool Decode(ReadOnlySpan<float> scores, MazeBoard board, Span<bool> marked)
    {
        ArgumentNullException.ThrowIfNull(board);
        ReadOnlySpan<MazeCell> cells = board.Cells;
        if (scores.Length != cells.Length || marked.Length != cells.Length)
        {
            throw new ArgumentException($"{scores.Length} scores into {marked.Length} marks, the maze has {cells.Length} cells.");
        }

        bool changed = false;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            bool mark = scores[cell] > 0f && cells[cell] == MazeCell.Free;
            changed |= mark != marked[cell];
            marked[cell] = mark;
        }

        return changed;
    }

    /// <summary>The neighbour of a cell in a direction, or <see cref="NeighbourRelation.None"/> beyond the edge.</summary>
    /// <param name="cell">Counted row by row from 0.</param>
    /// <param name="direction">Down 0, left 1, right 2, up 3.</param>
    /// <param name="rows">The board's rows.</param>
    /// <param name="columns">The board's columns.</param>
    internal static int Neighbour(int cell, int direction, int rows, int columns) => direction switch
    {
        0 => cell < (rows - 1) * columns ? cell + columns : NeighbourRelation.None,
        1 => cell % columns > 0 ? cell - 1 : NeighbourRelation.None,
        2 => cell % columns < columns - 1 ? cell + 1 : NeighbourRelation.None,
        _ => cell >= columns ? cell - columns : NeighbourRelation.None,
    };
}
