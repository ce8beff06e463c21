namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Checks answers by the rules alone: it knows no model and no solver.</summary>
public static class SudokuChecker
{
    /// <summary>Checks an answer and says everything that is wrong with it.</summary>
    /// <param name="puzzle">The clues.</param>
    /// <param name="answer">A board of the same size.</param>
    /// <exception cref="ArgumentException">The boards are of different sizes.</exception>
    public static SudokuVerdict Check(SudokuBoard puzzle, SudokuBoard answer)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(answer);
        if (puzzle.Side != answer.Side)
        {
            throw new ArgumentException($"The answer is {answer.Side}×{answer.Side}, the puzzle {puzzle.Side}×{puzzle.Side}.");
        }

        var conflicts = new List<SudokuConflict>();
        for (int cell = 0; cell < puzzle.CellCount; cell++)
        {
            if (answer.Cells[cell] == 0)
            {
                conflicts.Add(new SudokuConflict(SudokuUnit.Empty, cell, 0, [cell], puzzle.Side));
            }
            else if (puzzle.Cells[cell] != 0 && puzzle.Cells[cell] != answer.Cells[cell])
            {
                conflicts.Add(new SudokuConflict(SudokuUnit.Clue, cell, puzzle.Cells[cell], [cell], puzzle.Side));
            }
        }

        AddRepeats(answer, conflicts);
        return new SudokuVerdict(conflicts);
    }

    /// <summary>Checks that no digit repeats among the filled cells of a board, complete or not.</summary>
    public static SudokuVerdict CheckClues(SudokuBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var conflicts = new List<SudokuConflict>();
        AddRepeats(board, conflicts);
        return new SudokuVerdict(conflicts);
    }

    /// <summary>Whether an answer is a solution. Allocates nothing.</summary>
    /// <param name="puzzle">The clues, row by row.</param>
    /// <param name="answer">The answer, row by row.</param>
    /// <exception cref="ArgumentException">The spans are not of boards of one size.</exception>
    public static bool IsSolved(ReadOnlySpan<byte> puzzle, ReadOnlySpan<byte> answer)
    {
        int side = SudokuBoard.SideOf(puzzle.Length);
        if (side == 0 || answer.Length != puzzle.Length)
        {
            throw new ArgumentException($"{puzzle.Length} clues and {answer.Length} digits, expected as many of both: 16, 36, 81, 256 or 625.");
        }

        Span<uint> seen = stackalloc uint[3 * side];
        seen.Clear();
        for (int cell = 0; cell < answer.Length; cell++)
        {
            byte digit = answer[cell];
            // A digit above the side must not reach the shift below, which would take it for a smaller one.
            if (digit == 0 || digit > side || (puzzle[cell] != 0 && puzzle[cell] != digit))
            {
                return false;
            }

            int row = cell / side, column = cell % side;
            int box = SudokuBoard.BoxOf(row, column, side);
            uint bit = 1u << digit;
            if (((seen[row] | seen[side + column] | seen[(2 * side) + box]) & bit) != 0)
            {
                return false;
            }

            seen[row] |= bit;
            seen[side + column] |= bit;
            seen[(2 * side) + box] |= bit;
        }

        return true;
    }

    private static void AddRepeats(SudokuBoard board, List<SudokuConflict> conflicts)
    {
        foreach (SudokuUnit unit in (ReadOnlySpan<SudokuUnit>)[SudokuUnit.Row, SudokuUnit.Column, SudokuUnit.Box])
        {
            for (int index = 0; index < board.Side; index++)
            {
                int[] cells = SudokuUnits.Cells(unit, index, board.Side);
                for (int digit = 1; digit <= board.Side; digit++)
                {
                    int[] holders = Array.FindAll(cells, cell => board.Cells[cell] == digit);
                    if (holders.Length > 1)
                    {
                        conflicts.Add(new SudokuConflict(unit, index, digit, holders, board.Side));
                    }
                }
            }
        }
    }
}
