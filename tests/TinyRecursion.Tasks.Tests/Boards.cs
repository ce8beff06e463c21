using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Tasks.Tests;

/// <summary>Boards that several tests use.</summary>
internal static class Boards
{
    public const string Puzzle = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
    public const string Solution = "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

    public static SudokuBoard Parse(string text) => SudokuLine.Parse(text).Board;

    /// <summary>A generated puzzle with its solution.</summary>
    public static SudokuPuzzle Generated(ulong index, SudokuDifficulty difficulty = SudokuDifficulty.Medium, int boxSize = 3) =>
        SudokuGenerator.Generate(20260101, index, difficulty, boxSize);

    /// <summary>The board with rows and columns exchanged.</summary>
    public static SudokuBoard Transpose(SudokuBoard board)
    {
        var digits = new byte[board.CellCount];
        for (int cell = 0; cell < digits.Length; cell++)
        {
            digits[(cell % board.Side * board.Side) + (cell / board.Side)] = board.Cells[cell];
        }

        return new SudokuBoard(board.BoxSize, digits);
    }

    /// <summary>The board with its digits renamed; <paramref name="names"/> maps 0 to 0.</summary>
    public static SudokuBoard Rename(SudokuBoard board, byte[] names) =>
        new(board.BoxSize, board.Cells.ToArray().Select(digit => names[digit]).ToArray());

    /// <summary>All solutions of a small board, found by trying every digit everywhere.</summary>
    public static List<string> AllSolutions(SudokuBoard board)
    {
        var solutions = new List<string>();
        Try(board.Cells.ToArray(), 0);
        return solutions;

        void Try(byte[] digits, int cell)
        {
            if (!SudokuChecker.CheckClues(new SudokuBoard(board.BoxSize, digits)).IsSolved)
            {
                return;
            }

            if (cell == digits.Length)
            {
                solutions.Add(new SudokuBoard(board.BoxSize, digits).ToString());
            }
            else if (digits[cell] != 0)
            {
                Try(digits, cell + 1);
            }
            else
            {
                for (byte digit = 1; digit <= board.Side; digit++)
                {
                    digits[cell] = digit;
                    Try(digits, cell + 1);
                }

                digits[cell] = 0;
            }
        }
    }
}
