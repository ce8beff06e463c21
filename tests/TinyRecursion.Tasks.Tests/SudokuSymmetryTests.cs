using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

/// <summary>
/// What the rule makes of a board does not depend on how the board is written down: renaming digits, exchanging
/// bands, rows within a band, or rows against columns renames the logits and changes nothing else. Sums run in another
/// order then, so logits agree to a tolerance.
/// </summary>
public class SudokuSymmetryTests
{
    private const int Steps = 12;
    private const float Tolerance = 2e-3f;

    public static TheoryData<string> Symmetries => ["digits", "bands", "rows within a band", "columns against rows"];

    [Theory]
    [MemberData(nameof(Symmetries))]
    public void A_symmetry_of_the_board_renames_the_scores_and_changes_nothing_else(string symmetry)
    {
        (Func<int, int> moved, Func<byte, byte> renamed) = Symmetry(symmetry);
        using ModelRule rule = Shipped.Rule();
        for (ulong index = 0; index < 5; index++)
        {
            SudokuBoard board = Boards.Generated(index, SudokuDifficulty.Hard).Board;
            var digits = new byte[81];
            for (int cell = 0; cell < 81; cell++)
            {
                digits[moved(cell)] = renamed(board.Cells[cell]);
            }

            Dictionary<(int, byte), float[]> before = Logits(rule, board, (cell, digit) => (cell, digit));
            Dictionary<(int, byte), float[]> after = Logits(
                rule, new SudokuBoard(3, digits), (cell, digit) => (Inverse(moved, cell), InverseDigit(renamed, digit)));

            Assert.Equal(before.Count, after.Count);
            float largest = before.Values.Max(logits => logits.Max(MathF.Abs));
            foreach (((int, byte) candidate, float[] logits) in before)
            {
                for (int step = 0; step < Steps; step++)
                {
                    Assert.Equal(logits[step] / largest, after[candidate][step] / largest, Tolerance);
                }
            }
        }
    }

    private static (Func<int, int> Moved, Func<byte, byte> Renamed) Symmetry(string name) => name switch
    {
        "digits" => (cell => cell, digit => digit == 0 ? digit : (byte)(1 + (digit * 4 % 9))),
        "bands" => (cell => (cell + 27) % 81, digit => digit),
        "rows within a band" => (cell => (cell / 27 * 27) + ((cell % 27 + 18) % 27), digit => digit),
        _ => (cell => (cell % 9 * 9) + (cell / 9), digit => digit),
    };

    /// <summary>The logits of each candidate after each step, from a starting state that follows the candidate's first name.</summary>
    private static Dictionary<(int, byte), float[]> Logits(ModelRule rule, SudokuBoard board, Func<int, byte, (int Cell, byte Digit)> name)
    {
        EncodedSudoku encoded = SudokuEncoding.Encode(board);
        Problem problem = encoded.Problem;
        (int Cell, byte Digit)[] names = Enumerable.Range(0, problem.Cells)
            .Select(i => name(encoded.CandidateCells[i], encoded.CandidateDigits[i])).ToArray();
        var state = new float[problem.Cells * rule.StateWidth];
        for (int i = 0; i < names.Length; i++)
        {
            SeededRandom.Fill(
                state.AsSpan(i * rule.StateWidth, rule.StateWidth), (ulong)((names[i].Cell * 10) + names[i].Digit));
        }

        using IRuleSession session = rule.Open();
        session.Bind(problem);
        session.SetState(state);
        var logits = names.ToDictionary(candidate => candidate, _ => new float[Steps]);
        for (int step = 0; step < Steps; step++)
        {
            session.Step();
            ReadOnlySpan<float> read = session.Readout();
            for (int i = 0; i < names.Length; i++)
            {
                logits[names[i]][step] = read[i];
            }
        }

        return logits;
    }

    private static int Inverse(Func<int, int> moved, int cell) => Enumerable.Range(0, 81).Single(from => moved(from) == cell);

    private static byte InverseDigit(Func<byte, byte> renamed, byte digit) =>
        Enumerable.Range(0, 10).Select(from => (byte)from).Single(from => renamed(from) == digit);
}
