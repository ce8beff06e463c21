using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Another way to write the same Sudoku: rows against columns or not, then rows and columns in another order that keeps
/// bands and stacks together, then digits renamed. A board keeps its number of solutions, and the solution of the
/// changed board is the changed solution. Immutable and safe to share between threads.
/// </summary>
internal sealed class SudokuAugmentation
{
    private readonly int[] _digits;
    private readonly int[] _rows;
    private readonly int[] _columns;

    /// <summary>Creates an augmentation.</summary>
    /// <param name="boxSize">2 to 5.</param>
    /// <param name="transposed">Whether rows and columns are exchanged first.</param>
    /// <param name="digits">The new digit for each digit from 0, a permutation that keeps 0 (the empty cell).</param>
    /// <param name="rows">For each row of the result, the row it comes from, from 0; rows of a band stay together.</param>
    /// <param name="columns">The same of columns and stacks.</param>
    /// <exception cref="ArgumentException">One of the three is not such a permutation.</exception>
    public SudokuAugmentation(int boxSize, bool transposed, ReadOnlySpan<int> digits, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(boxSize, SudokuBoard.MinimumBoxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boxSize, SudokuBoard.MaximumBoxSize);
        (BoxSize, IsTransposed) = (boxSize, transposed);
        int side = boxSize * boxSize;
        if (digits.Length != side + 1 || digits[0] != 0 || !Permutations.IsPermutation(digits))
        {
            throw new ArgumentException($"Expected each digit from 0 to {side} once, 0 first.", nameof(digits));
        }

        CheckLines(rows, nameof(rows));
        CheckLines(columns, nameof(columns));
        (_digits, _rows, _columns) = (digits.ToArray(), rows.ToArray(), columns.ToArray());
    }

    /// <summary>The box size of the boards it is for.</summary>
    public int BoxSize { get; }

    /// <summary>Whether rows and columns are exchanged before anything else.</summary>
    public bool IsTransposed { get; }

    /// <summary>The augmentation that undoes this one.</summary>
    public SudokuAugmentation Inverse
    {
        get
        {
            int[] rows = Permutations.Invert(_rows), columns = Permutations.Invert(_columns);
            // Moving lines and then transposing is transposing and then moving the other lines.
            return new SudokuAugmentation(
                BoxSize, IsTransposed, Permutations.Invert(_digits), IsTransposed ? columns : rows, IsTransposed ? rows : columns);
        }
    }

    /// <summary>
    /// Draws as the published shuffle does: digits, then whether to transpose (one in two), then bands with the rows of
    /// each, then stacks with the columns of each; all uniform.
    /// </summary>
    /// <param name="boxSize">2 to 5.</param>
    /// <param name="random">Decides; moves on.</param>
    public static SudokuAugmentation Draw(int boxSize, ref SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(boxSize, SudokuBoard.MinimumBoxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boxSize, SudokuBoard.MaximumBoxSize);
        int[] digits = [0, .. Permutations.Draw(boxSize * boxSize, ref random).Select(digit => digit + 1)];
        bool transposed = random.NextInt32(2) == 0;
        int[] rows = DrawLines(boxSize, ref random);
        return new SudokuAugmentation(boxSize, transposed, digits, rows, DrawLines(boxSize, ref random));
    }

    /// <summary>Changes a board: a puzzle or its solution.</summary>
    /// <param name="board">A board of the same box size.</param>
    /// <exception cref="ArgumentException">The board has another box size.</exception>
    public SudokuBoard Apply(SudokuBoard board)
    {
        if (board.Side != BoxSize * BoxSize)
        {
            throw new ArgumentException($"The board is {board.Side}×{board.Side}, the augmentation for {BoxSize * BoxSize}×{BoxSize * BoxSize}.", nameof(board));
        }

        var cells = new byte[board.CellCount];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            int row = _rows[cell / board.Side], column = _columns[cell % board.Side];
            cells[cell] = (byte)_digits[IsTransposed ? board[column, row] : board[row, column]];
        }

        return new SudokuBoard(BoxSize, cells);
    }

    /// <summary>Changes a puzzle and its solution in the same way.</summary>
    /// <param name="puzzle">A puzzle of the same box size.</param>
    /// <exception cref="ArgumentException">The board has another box size.</exception>
    public SudokuPuzzle Apply(SudokuPuzzle puzzle)
    {
        return new SudokuPuzzle(Apply(puzzle.Board), puzzle.Solution is null ? null : Apply(puzzle.Solution), puzzle.Line);
    }

    /// <summary>Rows (or columns) in a random order that keeps bands together: bands, and within each its rows.</summary>
    internal static int[] DrawLines(int boxSize, ref SeededRandom random)
    {
        var lines = new List<int>();
        foreach (int band in Permutations.Draw(boxSize, ref random))
        {
            lines.AddRange(Permutations.Draw(boxSize, ref random).Select(line => (band * boxSize) + line));
        }

        return lines.ToArray();
    }

    private void CheckLines(ReadOnlySpan<int> lines, string name)
    {
        bool together = lines.Length == BoxSize * BoxSize && Permutations.IsPermutation(lines);
        for (int i = 0; together && i < lines.Length; i++)
        {
            together = lines[i] / BoxSize == lines[i / BoxSize * BoxSize] / BoxSize;
        }

        if (!together)
        {
            throw new ArgumentException($"Expected each line from 0 to {(BoxSize * BoxSize) - 1} once, {BoxSize} of a band together.", name);
        }
    }
}
