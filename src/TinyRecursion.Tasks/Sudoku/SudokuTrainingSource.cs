using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Training examples from solved Sudokus; hints reveal cells of the solution at random.</summary>
/// <param name="puzzles">Puzzles with solutions; at least one that singles do not settle.</param>
internal sealed class SudokuTrainingSource(IReadOnlyList<SudokuPuzzle> puzzles) : ITrainingSource
{
    public string Identity { get; } = IdentityOf(puzzles);

    public int MaximumHint => 40;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        while (true)
        {
            SudokuPuzzle puzzle = puzzles[random.NextInt32(puzzles.Count)];
            EncodedSudoku encoded = SudokuEncoding.Encode(Reveal(puzzle, hint, ref random));
            if (encoded.CandidateCells.Length > 0)
            {
                var loss = new ChoiceLoss(
                    encoded.Problem.Topology.Groups(SudokuEncoding.CellRelation), encoded.Labels(puzzle.Solution!));
                return new TrainingExample(encoded.Problem, loss);
            }

            // Nothing left to choose: another puzzle with fewer hints.
            hint = Math.Max(0, hint - 1);
        }
    }

    /// <summary>Names puzzles with a digest of them and of their solutions.</summary>
    internal static string IdentityOf(IReadOnlyList<SudokuPuzzle> puzzles) => string.Create(
        CultureInfo.InvariantCulture, $"sudoku, {puzzles.Count} puzzles, sha256 {TextDigest.Of(puzzles.Select(puzzle => $"{puzzle.Board} {puzzle.Solution}\n"))}");

    private static SudokuBoard Reveal(SudokuPuzzle puzzle, int hint, ref SeededRandom random)
    {
        // A draw that hits a filled cell is spent, so that the loop ends on any board.
        const int Draws = 200;
        byte[] digits = puzzle.Board.Cells.ToArray();
        for (int draw = 0; draw < Draws && hint > 0; draw++)
        {
            int cell = random.NextInt32(digits.Length);
            if (digits[cell] == 0)
            {
                digits[cell] = puzzle.Solution!.Cells[cell];
                hint--;
            }
        }

        return new SudokuBoard(digits);
    }
}
