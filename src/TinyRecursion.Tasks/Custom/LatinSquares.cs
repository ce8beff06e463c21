using System.Numerics;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// The worked example: Latin squares with holes that have exactly one completion. Each of n symbols stands once in every row and
/// column. Square i of a seed depends on the seed, i and the side alone.
/// </summary>
public static class LatinSquares
{
    /// <summary>The largest side.</summary>
    public const int MaximumSide = 9;

    /// <summary>Makes an instance with groups <c>row</c> and <c>column</c>, both distinct, known classes and labels.</summary>
    /// <param name="seed">Chooses the stream of squares.</param>
    /// <param name="index">The square within the stream.</param>
    /// <param name="side">Rows, columns and symbols, <c>2..9</c>.</param>
    public static CustomInstance Generate(ulong seed, ulong index, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaximumSide);
        SeededRandom random = SeededRandom.For(seed, index);
        int[] square = new int[side * side];
        Array.Fill(square, CustomInstance.None);
        StartRows(square, side, ref random);
        Complete(square, side, Permutations.Draw(side, ref random), limit: 1, keep: true);
        square = Shuffle(square, side, ref random);
        int[] known = [.. square];
        // From a third of the cells to as many as leave one completion.
        int holes = (side * side / 3) + random.NextInt32(side * side - (side * side / 3));
        foreach (int cell in Permutations.Draw(side * side, ref random))
        {
            if (holes == 0)
            {
                break;
            }

            known[cell] = CustomInstance.None;
            if (Complete([.. known], side, [.. Enumerable.Range(0, side)], limit: 2, keep: false) == 1)
            {
                holes--;
            }
            else
            {
                known[cell] = square[cell];
            }
        }

        return new CustomInstance(side * side)
        {
            Groups = new SortedList<string, int[][]>(StringComparer.Ordinal)
            {
                ["row"] = [.. Enumerable.Range(0, side).Select(row => Enumerable.Range(0, side).Select(column => (row * side) + column).ToArray())],
                ["column"] = [.. Enumerable.Range(0, side).Select(column => Enumerable.Range(0, side).Select(row => (row * side) + column).ToArray())],
            },
            Known = known,
            Asked = [.. Enumerable.Range(0, side * side).Where(cell => known[cell] == CustomInstance.None)],
            Labels = square,
            Distinct = ["column", "row"],
        };
    }

    /// <summary>Fills the first two rows at random, which can always be completed (Hall 1945).</summary>
    private static void StartRows(int[] square, int side, ref SeededRandom random)
    {
        int[] first = Permutations.Draw(side, ref random), second;
        do
        {
            second = Permutations.Draw(side, ref random);
        }
        while (second.Where((symbol, column) => symbol == first[column]).Any());
        first.CopyTo(square, 0);
        second.CopyTo(square, side);
    }

    /// <summary>Counts completions up to a limit, fewest candidates first, symbols in a given order.</summary>
    /// <param name="square">The cells; holds the first completion where that is to be kept, else is as it was.</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="order">The order in which symbols are tried.</param>
    /// <param name="limit">Where to stop counting.</param>
    /// <param name="keep">Whether to leave the completion that reaches the limit in the square.</param>
    private static int Complete(int[] square, int side, int[] order, int limit, bool keep)
    {
        int best = -1, fewest = int.MaxValue;
        uint free = 0;
        for (int cell = 0; cell < square.Length; cell++)
        {
            if (square[cell] == CustomInstance.None)
            {
                uint candidates = Candidates(square, side, cell);
                int count = BitOperations.PopCount(candidates);
                (best, fewest, free) = count < fewest ? (cell, count, candidates) : (best, fewest, free);
            }
        }

        if (best < 0)
        {
            return 1;
        }

        int found = 0;
        foreach (int symbol in order)
        {
            if ((free >> symbol & 1) != 0)
            {
                square[best] = symbol;
                found += Complete(square, side, order, limit - found, keep);
                if (found >= limit)
                {
                    square[best] = keep ? square[best] : CustomInstance.None;
                    return found;
                }
            }
        }

        square[best] = CustomInstance.None;
        return found;
    }

    private static uint Candidates(int[] square, int side, int cell)
    {
        uint taken = 0;
        for (int i = 0; i < side; i++)
        {
            int inRow = square[(cell / side * side) + i], inColumn = square[(i * side) + (cell % side)];
            taken |= (inRow < 0 ? 0u : 1u << inRow) | (inColumn < 0 ? 0u : 1u << inColumn);
        }

        return ~taken & ((1u << side) - 1);
    }

    private static int[] Shuffle(int[] square, int side, ref SeededRandom random)
    {
        int[] rows = Permutations.Draw(side, ref random), columns = Permutations.Draw(side, ref random);
        int[] symbols = Permutations.Draw(side, ref random);
        int[] shuffled = new int[square.Length];
        for (int cell = 0; cell < square.Length; cell++)
        {
            shuffled[cell] = symbols[square[(rows[cell / side] * side) + columns[cell % side]]];
        }

        return shuffled;
    }
}
