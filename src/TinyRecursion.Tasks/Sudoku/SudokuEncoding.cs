using System.Numerics;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Turns a board into a problem. Singles are propagated first; each candidate left in an open board cell becomes a
/// cell of the problem. The clues are in the relations alone, so digits, rows within a band, bands, and rows against
/// columns can be exchanged without the rule noticing.
/// </summary>
public static class SudokuEncoding
{
    /// <summary>One group per open board cell: its candidates. One of each is to be chosen.</summary>
    public const string CellRelation = "cell";

    /// <summary>A digit's candidates in a row, or in a column; every candidate is in two such groups.</summary>
    public const string LineRelation = "line";

    /// <summary>A digit's candidates in a box.</summary>
    public const string BoxRelation = "box";

    /// <summary>Features per candidate: the sizes of its cell, row, column and box group.</summary>
    public const int FeatureColumns = 4;

    /// <summary>The largest feature; larger groups count as this.</summary>
    public const int MaximumFeature = 9;

    /// <summary>The tables that the four features look up: rows and columns share one.</summary>
    public static IReadOnlyList<string> FeatureTables { get; } = [CellRelation, LineRelation, LineRelation, BoxRelation];

    /// <summary>The relations, in the order of the topology.</summary>
    public static IReadOnlyList<string> Relations { get; } = [CellRelation, LineRelation, BoxRelation];

    /// <summary>Encodes a board.</summary>
    /// <param name="board">The clues.</param>
    public static EncodedSudoku Encode(SudokuBoard board) => Encode(board, new SudokuCandidates(board));

    /// <summary>Encodes what is left of a board.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="candidates">The candidates left, propagated; not changed.</param>
    public static EncodedSudoku Encode(SudokuBoard board, SudokuCandidates candidates)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(candidates);
        var settled = new byte[board.CellCount];
        var cells = new List<int>();
        var digits = new List<byte>();
        for (int cell = 0; cell < board.CellCount && !candidates.Contradiction; cell++)
        {
            uint mask = candidates.Masks[cell];
            if (BitOperations.IsPow2(mask))
            {
                settled[cell] = (byte)(BitOperations.TrailingZeroCount(mask) + 1);
                continue;
            }

            for (uint rest = mask; rest != 0; rest &= rest - 1)
            {
                cells.Add(cell);
                digits.Add((byte)(BitOperations.TrailingZeroCount(rest) + 1));
            }
        }

        Problem problem = Relate(board.Side, cells, digits);
        return new EncodedSudoku(board, candidates.Contradiction, settled, cells.ToArray(), digits.ToArray(), problem);
    }

    private static Problem Relate(int side, List<int> cells, List<byte> digits)
    {
        int units = side * side, count = cells.Count;
        var byCell = new List<int>?[units];
        var byLine = new List<int>?[2 * units];
        var byBox = new List<int>?[units];
        for (int i = 0; i < count; i++)
        {
            (int row, int column, int box) = Place(cells[i]);
            int digit = digits[i] - 1;
            (byCell[cells[i]] ??= []).Add(i);
            (byLine[(row * side) + digit] ??= []).Add(i);
            (byLine[units + (column * side) + digit] ??= []).Add(i);
            (byBox[(box * side) + digit] ??= []).Add(i);
        }

        var features = new int[count * FeatureColumns];
        for (int i = 0; i < count; i++)
        {
            (int row, int column, int box) = Place(cells[i]);
            int digit = digits[i] - 1;
            features[i * FeatureColumns] = Size(byCell[cells[i]]);
            features[(i * FeatureColumns) + 1] = Size(byLine[(row * side) + digit]);
            features[(i * FeatureColumns) + 2] = Size(byLine[units + (column * side) + digit]);
            features[(i * FeatureColumns) + 3] = Size(byBox[(box * side) + digit]);
        }

        var topology = new Topology(
            count,
            new GroupRelation(CellRelation, count, Filled(byCell)),
            new GroupRelation(LineRelation, count, Filled(byLine)),
            new GroupRelation(BoxRelation, count, Filled(byBox)));
        return new Problem(topology, FeatureColumns, features);

        (int Row, int Column, int Box) Place(int cell) =>
            (cell / side, cell % side, SudokuBoard.BoxOf(cell / side, cell % side, side));
    }

    private static int Size(List<int>? group) => Math.Min(group!.Count, MaximumFeature);

    private static List<int[]> Filled(List<int>?[] groups)
    {
        var filled = new List<int[]>();
        foreach (List<int>? group in groups)
        {
            if (group is not null)
            {
                filled.Add(group.ToArray());
            }
        }

        return filled;
    }
}
