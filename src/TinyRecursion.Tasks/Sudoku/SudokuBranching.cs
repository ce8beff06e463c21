using System.Numerics;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Sudoku as a search: a node is a set of candidates, pruned by singles. A choice's variable is the cell, its value the digit.
/// </summary>
internal sealed class SudokuBranching : IBranching<SudokuBoard, SudokuCandidates, SudokuBoard>
{
    private readonly bool _places;

    private SudokuBranching(bool places)
    {
        _places = places;
    }

    /// <summary>The choices are the digits of the first cell with the fewest candidates; puzzles are rated by this one.</summary>
    public static SudokuBranching OfCells { get; } = new(places: false);

    /// <summary>
    /// The choices are the digits of a cell, or the places of a digit in a row, column or box, whichever are fewer, cells before places:
    /// where no cell is narrow a digit may be, and boards without a solution are refuted that the other one never gets done with.
    /// </summary>
    public static SudokuBranching OfCellsAndPlaces { get; } = new(places: true);

    public SudokuCandidates Root(SudokuBoard problem) => new(problem);

    /// <remarks>Candidates propagate as they are changed, so nothing is left to do here.</remarks>
    public NodeStatus Propagate(SudokuCandidates node)
    {
        return node.Contradiction ? NodeStatus.Contradiction : node.IsSolved ? NodeStatus.Solved : NodeStatus.Open;
    }

    public void Branch(SudokuCandidates node, List<SearchChoice> choices)
    {
        int cell = node.NarrowestCell(), count = BitOperations.PopCount(node.Masks[cell]);
        if (_places && count > 2 && node.NarrowestPlace(count) is { } place)
        {
            AddPlaces(node, place.Unit, place.Bit, choices);
            return;
        }

        for (uint rest = node.Masks[cell]; rest != 0; rest &= rest - 1)
        {
            choices.Add(new SearchChoice(cell, BitOperations.TrailingZeroCount(rest) + 1));
        }
    }

    public SudokuCandidates Apply(SudokuCandidates node, SearchChoice choice, bool last)
    {
        SudokuCandidates next = last ? node : new SudokuCandidates(node);
        next.Assign(choice.Variable, choice.Value);
        return next;
    }

    public SudokuBoard Answer(SudokuCandidates node)
    {
        return node.ToBoard();
    }

    public bool Accepts(SudokuBoard problem, SudokuBoard answer)
    {
        return SudokuChecker.IsSolved(problem.Cells, answer.Cells);
    }

    public long BytesOf(SudokuCandidates node)
    {
        // Per cell a mask, a mark and a place in the queue; then the objects themselves.
        return (9L * node.Masks.Length) + 200;
    }

    private static void AddPlaces(SudokuCandidates node, int[] unit, uint bit, List<SearchChoice> choices)
    {
        foreach (int cell in unit)
        {
            if ((node.Masks[cell] & bit) != 0)
            {
                choices.Add(new SearchChoice(cell, BitOperations.TrailingZeroCount(bit) + 1));
            }
        }
    }
}
