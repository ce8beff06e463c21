using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Training examples from solved Sudokus; help reveals cells of the solution at random.</summary>
/// <param name="puzzles">Puzzles with solutions; at least one that singles do not settle.</param>
internal sealed class SudokuTrainingSource(IReadOnlyList<SudokuPuzzle> puzzles) : ITrainingSource
{
    /// <inheritdoc/>
    public string Identity { get; } = SudokuData.Identity(puzzles);

    /// <inheritdoc/>
    public int MaximumHelp => 40;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        while (true)
        {
            SudokuPuzzle puzzle = puzzles[random.NextInt32(puzzles.Count)];
            EncodedSudoku encoded = SudokuEncoding.Encode(Reveal(puzzle, help, ref random));
            if (encoded.CandidateCells.Length > 0)
            {
                var loss = new ChoiceLoss(
                    encoded.Problem.Topology.Groups(SudokuEncoding.CellRelation), encoded.Labels(puzzle.Solution!));
                return new TrainingExample(encoded.Problem, loss);
            }

            // Nothing left to choose: another puzzle with a little less help.
            help = Math.Max(0, help - 1);
        }
    }

    private static SudokuBoard Reveal(SudokuPuzzle puzzle, int help, ref SeededRandom random)
    {
        // A draw that hits a filled cell is spent, so that the loop ends on any board.
        const int Draws = 200;
        byte[] digits = puzzle.Board.Cells.ToArray();
        for (int draw = 0; draw < Draws && help > 0; draw++)
        {
            int cell = random.NextInt32(digits.Length);
            if (digits[cell] == 0)
            {
                digits[cell] = puzzle.Solution!.Cells[cell];
                help--;
            }
        }

        return new SudokuBoard(puzzle.Board.BoxSize, digits);
    }
}
