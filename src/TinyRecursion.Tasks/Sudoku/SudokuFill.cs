using System.Numerics;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Fills boards at random, for the generator.</summary>
internal static class SudokuFill
{
    /// <summary>Finds a solution chosen by a seed: of an empty board, a random full grid.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>A solution, or null if there is none.</returns>
    public static SudokuBoard? Solve(SudokuBoard board, ulong seed)
    {
        var random = new SeededRandom(seed);
        return Below(new SudokuCandidates(board), ref random);
    }

    private static SudokuBoard? Below(SudokuCandidates candidates, ref SeededRandom random)
    {
        if (candidates.Contradiction || candidates.IsSolved)
        {
            return candidates.Contradiction ? null : candidates.ToBoard();
        }

        int cell = candidates.NarrowestCell();
        for (uint mask = candidates.Masks[cell]; mask != 0;)
        {
            uint bit = Pick(mask, ref random);
            mask &= ~bit;
            var next = new SudokuCandidates(candidates);
            next.Assign(cell, BitOperations.TrailingZeroCount(bit) + 1);
            if (Below(next, ref random) is { } solution)
            {
                return solution;
            }
        }

        return null;
    }

    private static uint Pick(uint mask, ref SeededRandom random)
    {
        for (int skip = random.NextInt32(BitOperations.PopCount(mask)); skip > 0; skip--)
        {
            mask &= mask - 1;
        }

        return mask & (0 - mask);
    }
}
