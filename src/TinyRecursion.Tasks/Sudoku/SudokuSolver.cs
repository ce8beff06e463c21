using System.Numerics;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Complete search: singles are propagated, then the cell with the fewest candidates is guessed. It grades puzzles
/// and says whether a board has no, one or several solutions. Deterministic; for use by one thread at a time.
/// </summary>
/// <remarks>This is plain code without a model; rules are never helped by it.</remarks>
public sealed class SudokuSolver
{
    private readonly int _limit;
    private readonly long _maximumGuesses;
    private readonly SeededRandom? _order;
    private int _found;
    private SudokuBoard? _first;
    private SeededRandom _random;

    private SudokuSolver(int limit, long maximumGuesses, SeededRandom? order)
    {
        _limit = limit;
        _maximumGuesses = maximumGuesses;
        _order = order;
        _random = order ?? default;
    }

    /// <summary>Guesses after which a search gives up unless told otherwise: a few seconds.</summary>
    public const long DefaultMaximumGuesses = 1_000_000;

    /// <summary>Guesses made: the digits tried in cells that propagation left open.</summary>
    public long Guesses { get; private set; }

    /// <summary>Counts solutions up to a limit.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="limit">Stop at this many.</param>
    /// <param name="maximumGuesses">Give up after this many guesses.</param>
    /// <returns>The number of solutions, at most <paramref name="limit"/>; null if the search gave up.</returns>
    public static int? CountSolutions(SudokuBoard board, int limit, long maximumGuesses = DefaultMaximumGuesses)
    {
        var solver = new SudokuSolver(limit, maximumGuesses, null);
        return solver.Search(new SudokuCandidates(board)) || solver._found >= limit ? solver._found : null;
    }

    /// <summary>Finds one solution.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="maximumGuesses">Give up after this many guesses.</param>
    /// <returns>A solution, or null if there is none or the search gave up.</returns>
    public static SudokuBoard? Solve(SudokuBoard board, long maximumGuesses = DefaultMaximumGuesses)
    {
        var solver = new SudokuSolver(1, maximumGuesses, null);
        solver.Search(new SudokuCandidates(board));
        return solver._first;
    }

    /// <summary>Finds a solution chosen by a seed: of an empty board, a random full grid.</summary>
    internal static SudokuBoard? SolveRandomly(SudokuBoard board, ulong seed)
    {
        var solver = new SudokuSolver(1, DefaultMaximumGuesses, new SeededRandom(seed));
        solver.Search(new SudokuCandidates(board));
        return solver._first;
    }

    /// <summary>
    /// The difficulty of a board: guesses of a search that goes on until it has shown the solution to be the only one.
    /// 0 means that singles suffice.
    /// </summary>
    /// <param name="board">A board with one solution.</param>
    /// <param name="maximumGuesses">The highest rating.</param>
    public static long Rate(SudokuBoard board, long maximumGuesses = DefaultMaximumGuesses)
    {
        var solver = new SudokuSolver(2, maximumGuesses, null);
        solver.Search(new SudokuCandidates(board));
        return solver.Guesses;
    }

    /// <summary>Searches below a set of candidates.</summary>
    /// <returns>False if it gave up or the limit was reached.</returns>
    private bool Search(SudokuCandidates candidates)
    {
        if (candidates.Contradiction)
        {
            return true;
        }

        if (candidates.IsSolved)
        {
            _first ??= candidates.ToBoard();
            return ++_found < _limit;
        }

        int cell = Narrowest(candidates);
        uint mask = candidates.Masks[cell];
        while (mask != 0)
        {
            uint bit = Pick(mask);
            mask &= ~bit;
            if (++Guesses > _maximumGuesses)
            {
                return false;
            }

            var next = new SudokuCandidates(candidates);
            next.Assign(cell, BitOperations.TrailingZeroCount(bit) + 1);
            if (!Search(next))
            {
                return false;
            }
        }

        return true;
    }

    private uint Pick(uint mask)
    {
        if (_order is null)
        {
            return mask & (0 - mask);
        }

        for (int skip = _random.NextInt32(BitOperations.PopCount(mask)); skip > 0; skip--)
        {
            mask &= mask - 1;
        }

        return mask & (0 - mask);
    }

    private static int Narrowest(SudokuCandidates candidates)
    {
        int best = -1, fewest = int.MaxValue;
        for (int cell = 0; cell < candidates.Masks.Length; cell++)
        {
            int count = BitOperations.PopCount(candidates.Masks[cell]);
            if (count > 1 && count < fewest)
            {
                (best, fewest) = (cell, count);
                if (count == 2)
                {
                    break;
                }
            }
        }

        return best;
    }
}
