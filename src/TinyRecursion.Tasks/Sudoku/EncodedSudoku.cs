using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// A Sudoku as a rule sees it: one cell (row of the state) for each live candidate (board cell, digit) that singles
/// leave open, in order of board cell, then digit. Made by <see cref="SudokuEncoding"/>; immutable.
/// </summary>
public sealed class EncodedSudoku
{
    private readonly int[] _cells;
    private readonly byte[] _digits;
    private readonly byte[] _settled;

    internal EncodedSudoku(SudokuBoard puzzle, bool contradiction, byte[] settled, int[] cells, byte[] digits, Problem problem)
    {
        Puzzle = puzzle;
        Contradiction = contradiction;
        _settled = settled;
        _cells = cells;
        _digits = digits;
        Problem = problem;
    }

    /// <summary>The clues.</summary>
    public SudokuBoard Puzzle { get; }

    /// <summary>Whether singles alone show that there is no solution; the problem is then empty.</summary>
    public bool Contradiction { get; }

    /// <summary>Whether singles alone solve it; the problem is then empty.</summary>
    public bool SolvedByPropagation => !Contradiction && _cells.Length == 0;

    /// <summary>The problem: relations <c>cell</c>, <c>line</c> and <c>box</c>, four features.</summary>
    public Problem Problem { get; }

    /// <summary>The board cell of each candidate.</summary>
    public ReadOnlySpan<int> CandidateCells => _cells;

    /// <summary>The digit of each candidate.</summary>
    public ReadOnlySpan<byte> CandidateDigits => _digits;

    /// <summary>The digits that singles settle, 0 for open board cells.</summary>
    public ReadOnlySpan<byte> Settled => _settled;

    /// <summary>Writes the board that scores stand for: in each open board cell the best candidate, the lowest digit of equals.</summary>
    /// <param name="scores">One per candidate.</param>
    /// <param name="digits">Receives the board, row by row.</param>
    public void Decode(ReadOnlySpan<float> scores, Span<byte> digits)
    {
        _settled.CopyTo(digits);
        float best = 0f;
        for (int i = 0; i < _cells.Length; i++)
        {
            if (i == 0 || _cells[i] != _cells[i - 1] || scores[i] > best)
            {
                best = scores[i];
                digits[_cells[i]] = _digits[i];
            }
        }
    }

    /// <summary>For each group of relation <c>cell</c>, the index of the true candidate among its members.</summary>
    /// <param name="solution">A solution of the puzzle.</param>
    /// <exception cref="ArgumentException">The solution has a digit that is not among the candidates.</exception>
    public int[] Labels(SudokuBoard solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        GroupRelation groups = Problem.Topology.Groups(SudokuEncoding.CellRelation);
        var labels = new int[groups.GroupCount];
        for (int group = 0; group < labels.Length; group++)
        {
            ReadOnlySpan<int> members = groups.MembersOf(group);
            int at = 0;
            while (at < members.Length && _digits[members[at]] != solution.Cells[_cells[members[at]]])
            {
                at++;
            }

            labels[group] = at < members.Length
                ? at
                : throw new ArgumentException($"The solution's digit in cell {_cells[members[0]]} is not a candidate.", nameof(solution));
        }

        return labels;
    }
}
