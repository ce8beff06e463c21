using TinyRecursion.Problems;
using TinyRecursion.Tasks.Grids;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Mazes as a rule sees them, of any size: each cell of the board that is no wall is a cell of the problem, row by row, and
/// sees its four neighbours in the order down, left, right, up; a wall is missing like what lies beyond the edge. The one
/// feature is what stands on the cell. No weight of a rule is tied to a place or a size, so one rule runs on every board.
/// </summary>
/// <remarks>The readout has one score a cell; a free cell is marked where its score is above zero.</remarks>
internal static class MazeGrid
{
    /// <summary>The neighbour relation: down, left, right, up, <see cref="NeighbourRelation.None"/> for a wall and beyond the edge.</summary>
    public const string Relation = "around";

    /// <summary>Neighbours of a cell.</summary>
    public const int Degree = 4;

    /// <summary>Features per cell: what stands on it, as <see cref="MazeCell"/> numbers it.</summary>
    public const int FeatureColumns = 1;

    /// <summary>The values that the feature takes: wall, free, start, goal.</summary>
    public const int Kinds = 4;

    /// <summary>Encodes a maze.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="symmetry">
    /// The symmetry of the grid, as <see cref="Dihedral"/> numbers it, that is done to the maze before a rule sees it. The cells
    /// stay in their order; what turns is which neighbour is called down, left, right and up.
    /// </param>
    public static Problem Encode(MazeBoard board, int symmetry = 0)
    {
        ReadOnlySpan<int> directions = DirectionsBefore(symmetry);
        int[] open = OpenCells(board);
        var place = new int[board.Cells.Length];
        Array.Fill(place, NeighbourRelation.None);
        for (int i = 0; i < open.Length; i++)
        {
            place[open[i]] = i;
        }

        var features = new int[open.Length];
        var neighbours = new int[open.Length * Degree];
        for (int i = 0; i < open.Length; i++)
        {
            features[i] = (int)board.Cells[open[i]];
            for (int direction = 0; direction < Degree; direction++)
            {
                int next = Neighbour(open[i], directions[direction], board.Rows, board.Columns);
                neighbours[(i * Degree) + direction] = next < 0 ? NeighbourRelation.None : place[next];
            }
        }

        return new Problem(
            new Topology(open.Length, new NeighbourRelation(Relation, open.Length, Degree, neighbours)), FeatureColumns, features);
    }

    /// <summary>The cells of the board that are cells of the problem, in its order: those that are no walls.</summary>
    /// <param name="board">The maze.</param>
    public static int[] OpenCells(MazeBoard board)
    {
        var open = new int[board.Cells.Length - board.Cells.Count(MazeCell.Wall)];
        for (int cell = 0, i = 0; cell < board.Cells.Length; cell++)
        {
            if (board.Cells[cell] != MazeCell.Wall)
            {
                open[i++] = cell;
            }
        }

        return open;
    }

    /// <summary>Marks the free cells whose score is above zero. Allocates nothing.</summary>
    /// <param name="logits">One a cell of the problem; one that is not a number marks nothing.</param>
    /// <param name="board">The maze that was encoded.</param>
    /// <param name="marked">Receives for each cell of the board whether it is marked.</param>
    /// <returns>Whether any mark differs from what <paramref name="marked"/> held before.</returns>
    /// <exception cref="ArgumentException">There are too few or too many logits or marks.</exception>
    public static bool Decode(ReadOnlySpan<float> logits, MazeBoard board, Span<bool> marked)
    {
        ReadOnlySpan<MazeCell> cells = board.Cells;
        int open = cells.Length - cells.Count(MazeCell.Wall);
        if (logits.Length != open || marked.Length != cells.Length)
        {
            throw new ArgumentException(
                $"{logits.Length} logits into {marked.Length} marks, the maze has {cells.Length} cells, {open} of them open.");
        }

        bool changed = false;
        for (int cell = 0, i = 0; cell < cells.Length; cell++)
        {
            bool mark = cells[cell] != MazeCell.Wall && logits[i++] > 0f && cells[cell] == MazeCell.Free;
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

    /// <summary>For each direction after a symmetry the direction that it was before.</summary>
    private static int[] DirectionsBefore(int symmetry)
    {
        // On three rows of three the neighbours of the middle tell all directions.
        const int side = 3, middle = side + 1;
        var before = new int[Degree];
        for (int direction = 0; direction < Degree; direction++)
        {
            int after = Neighbour(middle, direction, side, side);
            int source = Dihedral.Source(symmetry, side, side, after / side, after % side);
            while (Neighbour(middle, before[direction], side, side) != source)
            {
                before[direction]++;
            }
        }

        return before;
    }
}
