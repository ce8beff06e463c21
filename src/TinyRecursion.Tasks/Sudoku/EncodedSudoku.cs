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

    /// <summary>The digits that singles settle, row by row; 0 for open board cells, and everywhere after a contradiction.</summary>
    public ReadOnlySpan<byte> Settled => _settled;

    /// <summary>The same as a board; a new one at each call.</summary>
    public SudokuBoard ToPropagatedBoard() => new(_settled);

    /// <summary>Writes the board that logits stand for: in each open board cell the best candidate, the lowest digit of equals.</summary>
    /// <remarks>Allocates nothing. A score that is not a number loses to every number.</remarks>
    /// <param name="logits">One per candidate.</param>
    /// <param name="digits">Receives the board, row by row.</param>
    /// <exception cref="ArgumentException">A span has another length than the candidates or the board.</exception>
    public void Decode(ReadOnlySpan<float> logits, Span<byte> digits)
    {
        if (logits.Length != _cells.Length || digits.Length != _settled.Length)
        {
            throw new ArgumentException(
                $"{logits.Length} logits into {digits.Length} digits, expected {_cells.Length} into {_settled.Length}.");
        }

        _settled.CopyTo(digits);
        float best = 0f;
        for (int i = 0; i < _cells.Length; i++)
        {
            if (i == 0 || _cells[i] != _cells[i - 1] || logits[i] > best || (float.IsNaN(best) && !float.IsNaN(logits[i])))
            {
                best = logits[i];
                digits[_cells[i]] = _digits[i];
            }
        }
    }

    /// <summary>For each group of relation <c>cell</c>, the index of the true candidate among its members.</summary>
    /// <param name="solution">A solution of the puzzle.</param>
    /// <exception cref="ArgumentException">
    /// The solution is of another size, differs from what singles settle, or has a digit that is not a candidate.
    /// </exception>
    public int[] Labels(SudokuBoard solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        if (solution.Side != Puzzle.Side)
        {
            throw new ArgumentException($"The solution is {solution.Side}×{solution.Side}, the puzzle {Puzzle.Side}×{Puzzle.Side}.", nameof(solution));
        }

        for (int cell = 0; cell < _settled.Length; cell++)
        {
            if (_settled[cell] != 0 && _settled[cell] != solution.Cells[cell])
            {
                throw new ArgumentException(
                    $"The solution's digit in cell {cell} is {solution.Cells[cell]}, singles settle {_settled[cell]}.", nameof(solution));
            }
        }

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
