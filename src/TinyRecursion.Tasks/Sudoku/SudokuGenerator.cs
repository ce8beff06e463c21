using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Makes puzzles with exactly one solution. Up to 9×9 they are minimal: without any one of its clues a puzzle has
/// several solutions; on larger boards a clue also stays where a search of bounded effort cannot show that it may go.
/// Puzzle i of a seed depends on the seed, i, the difficulty and the size alone.
/// </summary>
internal static class SudokuGenerator
{
    /// <summary>Clue exchanges tried on one grid before another is drawn.</summary>
    private const int Exchanges = 300;

    private const long HardRating = 10;
    private const long ExtremeRating = 60;

    /// <summary>Makes a puzzle.</summary>
    /// <param name="seed">Chooses the stream of puzzles.</param>
    /// <param name="index">The puzzle within the stream.</param>
    /// <param name="difficulty">How hard it is to be. Above <see cref="SudokuDifficulty.Medium"/> only for box size 3.</param>
    /// <param name="boxSize">2 to 5.</param>
    /// <exception cref="ArgumentException">A graded difficulty was asked for another size than 9×9.</exception>
    public static SudokuPuzzle Generate(ulong seed, ulong index, SudokuDifficulty difficulty, int boxSize = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(boxSize, SudokuBoard.MinimumBoxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boxSize, SudokuBoard.MaximumBoxSize);
        if (!Makes(difficulty, boxSize))
        {
            throw new ArgumentException($"Difficulty {difficulty} is defined for 9×9 boards only.", nameof(difficulty));
        }

        SeededRandom random = SeededRandom.For(seed, index);
        while (true)
        {
            SudokuBoard grid = FullGrid(boxSize, ref random);
            byte[] clues = grid.Cells.ToArray();
            Minimise(clues, boxSize, ref random);
            bool fits = difficulty switch
            {
                SudokuDifficulty.Easy => Rate(clues) == 0,
                SudokuDifficulty.Hard => Climb(clues, grid, HardRating, ref random),
                SudokuDifficulty.Extreme => Climb(clues, grid, ExtremeRating, ref random),
                _ => true,
            };
            if (fits)
            {
                return new SudokuPuzzle(new SudokuBoard(clues), grid, 0);
            }
        }
    }

    /// <summary>Whether a difficulty is defined for a box size: the graded ones are for 9×9 boards only.</summary>
    /// <param name="difficulty">The difficulty.</param>
    /// <param name="boxSize">The box size.</param>
    public static bool Makes(SudokuDifficulty difficulty, int boxSize) =>
        boxSize == 3 || difficulty is not (SudokuDifficulty.Hard or SudokuDifficulty.Extreme);

    /// <summary>Guesses spent on one clue; on 9×9 boards the search never needs as many.</summary>
    private static long UniquenessGuesses(int boxSize) => boxSize switch { <= 3 => 100_000, 4 => 100, _ => 5 };

    /// <summary>
    /// A random full grid: by search up to 9×9; above, where searching an empty board can take for ever, by shuffling
    /// digits, rows within bands, bands, and the same of columns, of the cyclic grid.
    /// </summary>
    private static SudokuBoard FullGrid(int boxSize, ref SeededRandom random)
    {
        int side = boxSize * boxSize;
        if (boxSize <= 3)
        {
            return SudokuFill.Solve(new SudokuBoard(new byte[side * side]), random.NextUInt64())!;
        }

        int[] digits = Permutations.Draw(side, ref random);
        int[] rows = SudokuAugmentation.DrawLines(boxSize, ref random), columns = SudokuAugmentation.DrawLines(boxSize, ref random);
        var grid = new byte[side * side];
        for (int cell = 0; cell < grid.Length; cell++)
        {
            int row = rows[cell / side], column = columns[cell % side];
            grid[cell] = (byte)(1 + digits[((row % boxSize * boxSize) + (row / boxSize) + column) % side]);
        }

        return new SudokuBoard(grid);
    }

    /// <summary>Takes clues away in random order as long as the solution stays the only one.</summary>
    private static void Minimise(byte[] clues, int boxSize, ref SeededRandom random)
    {
        foreach (int cell in Permutations.Draw(clues.Length, ref random))
        {
            byte clue = clues[cell];
            if (clue == 0)
            {
                continue;
            }

            clues[cell] = 0;
            if (SudokuGrading.CountSolutions(new SudokuBoard(clues), 2, UniquenessGuesses(boxSize)) != 1)
            {
                clues[cell] = clue;
            }
        }
    }

    /// <summary>Exchanges clues as long as the rating does not fall.</summary>
    /// <returns>Whether the rating was reached.</returns>
    private static bool Climb(byte[] clues, SudokuBoard grid, long target, ref SeededRandom random)
    {
        long rating = Rate(clues);
        for (int exchange = 0; exchange < Exchanges && rating < target; exchange++)
        {
            byte[] changed = (byte[])clues.Clone();
            // Two solution cells more than are taken leave minimisation room to find another minimum.
            Remove(changed, 1 + random.NextInt32(2), ref random);
            Reveal(changed, grid, 3 + random.NextInt32(2), ref random);
            if (SudokuGrading.CountSolutions(new SudokuBoard(changed), 2, UniquenessGuesses(grid.BoxSize)) != 1)
            {
                continue;
            }

            Minimise(changed, grid.BoxSize, ref random);
            long changedRating = Rate(changed);
            if (changedRating >= rating)
            {
                rating = changedRating;
                changed.CopyTo(clues, 0);
            }
        }

        return rating >= target;
    }

    private static void Remove(byte[] clues, int count, ref SeededRandom random)
    {
        while (count > 0)
        {
            int cell = random.NextInt32(clues.Length);
            count -= clues[cell] != 0 ? 1 : 0;
            clues[cell] = 0;
        }
    }

    private static void Reveal(byte[] clues, SudokuBoard grid, int count, ref SeededRandom random)
    {
        while (count > 0)
        {
            int cell = random.NextInt32(clues.Length);
            count -= clues[cell] == 0 ? 1 : 0;
            clues[cell] = grid.Cells[cell];
        }
    }

    private static long Rate(byte[] clues) => SudokuGrading.Rate(new SudokuBoard(clues));
}
