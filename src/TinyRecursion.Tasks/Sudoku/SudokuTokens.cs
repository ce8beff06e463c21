using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Boards as token sequences, as published: row by row, a token is the digit plus one, so an empty cell is 1; 0 is
/// padding, which a board does not have.
/// </summary>
internal static class SudokuTokens
{
    /// <summary>The token of an empty cell; the token of digit d is d more.</summary>
    public const int Empty = 1;

    /// <summary>The number of different tokens, padding among them: 11 for 9×9.</summary>
    /// <param name="side">The board's side.</param>
    public static int Vocabulary(int side) => side + 2;

    /// <summary>A board as tokens.</summary>
    /// <param name="board">Complete or not.</param>
    public static int[] Encode(SudokuBoard board)
    {
        var tokens = new int[board.CellCount];
        for (int cell = 0; cell < tokens.Length; cell++)
        {
            tokens[cell] = board.Cells[cell] + Empty;
        }

        return tokens;
    }

    /// <summary>A puzzle and the whole of its solution, clues included, for the blank puzzle embedding.</summary>
    /// <param name="puzzle">The clues.</param>
    /// <param name="solution">A complete board of the same size.</param>
    /// <exception cref="ArgumentException">The solution has an empty cell or another size.</exception>
    public static TokenExample Encode(SudokuBoard puzzle, SudokuBoard solution)
    {
        if (solution.Side != puzzle.Side || !solution.IsComplete)
        {
            throw new ArgumentException($"Expected a complete board of {puzzle.Side}×{puzzle.Side}, found {solution.ClueCount} digits on {solution.Side}×{solution.Side}.", nameof(solution));
        }

        return new TokenExample(Encode(puzzle), Encode(solution), 0);
    }

    /// <summary>The board that tokens stand for, whether it is a solution or not.</summary>
    /// <param name="tokens">16, 36, 81, 256 or 625 tokens, row by row.</param>
    /// <returns>The board, or null if a token is neither a digit of this size nor <see cref="Empty"/>.</returns>
    /// <exception cref="ArgumentException">No board has this many cells.</exception>
    public static SudokuBoard? Decode(ReadOnlySpan<int> tokens)
    {
        int side = SudokuBoard.SideOf(tokens.Length);
        if (side == 0)
        {
            throw new ArgumentException($"{tokens.Length} tokens, expected 16, 36, 81, 256 or 625.", nameof(tokens));
        }

        var digits = new byte[tokens.Length];
        for (int cell = 0; cell < digits.Length; cell++)
        {
            if (tokens[cell] < Empty || tokens[cell] > Empty + side)
            {
                return null;
            }

            digits[cell] = (byte)(tokens[cell] - Empty);
        }

        return new SudokuBoard(digits);
    }
}
