namespace TinyRecursion.Tasks.Sudoku;

/// <summary>The rows, columns and boxes of a board.</summary>
internal static class SudokuUnits
{
    private static readonly int[][][] AllBySize =
        Enumerable.Range(0, SudokuBoard.MaximumBoxSize + 1).Select(Build).ToArray();

    /// <summary>The cells of one unit, row by row.</summary>
    public static int[] Cells(SudokuUnit unit, int index, int boxSize) =>
        All(boxSize)[((int)unit * boxSize * boxSize) + index];

    /// <summary>All rows, then all columns, then all boxes.</summary>
    public static int[][] All(int boxSize) => AllBySize[boxSize];

    private static int[][] Build(int boxSize)
    {
        int side = boxSize * boxSize;
        var units = new int[3 * side][];
        for (int i = 0; i < side; i++)
        {
            int at = i;
            units[i] = Range(side, k => (at * side) + k);
            units[side + i] = Range(side, k => (k * side) + at);
            units[(2 * side) + i] = Range(
                side, k => (((at / boxSize * boxSize) + (k / boxSize)) * side) + (at % boxSize * boxSize) + (k % boxSize));
        }

        return units;
    }

    private static int[] Range(int count, Func<int, int> cell) => Enumerable.Range(0, count).Select(cell).ToArray();
}
