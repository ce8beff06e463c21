namespace TinyRecursion.Tasks.Sudoku;

/// <summary>The rows, columns and boxes of a board.</summary>
internal static class SudokuUnits
{
    private static readonly Dictionary<int, int[][]> AllBySide = new[] { 4, 6, 9, 16, 25 }.ToDictionary(side => side, Build);

    /// <summary>The cells of one unit, row by row.</summary>
    public static int[] Cells(SudokuUnit unit, int index, int side) => All(side)[((int)unit * side) + index];

    /// <summary>All rows, then all columns, then all boxes.</summary>
    public static int[][] All(int side) => AllBySide[side];

    private static int[][] Build(int side)
    {
        int rows = SudokuBoard.BoxRows(side), columns = side / rows;
        var units = new int[3 * side][];
        for (int i = 0; i < side; i++)
        {
            int at = i;
            units[i] = Range(side, k => (at * side) + k);
            units[side + i] = Range(side, k => (k * side) + at);
            units[(2 * side) + i] = Range(
                side, k => (((at / rows * rows) + (k / columns)) * side) + (at % rows * columns) + (k % columns));
        }

        return units;
    }

    private static int[] Range(int count, Func<int, int> cell) => Enumerable.Range(0, count).Select(cell).ToArray();
}
