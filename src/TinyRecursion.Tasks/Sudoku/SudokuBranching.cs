using System.Numerics;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Sudoku as a search: a node is a set of candidates, pruned by singles; the choices are the digits of the first cell with the
/// fewest. A choice's variable is the cell, its value the digit.
/// </summary>
public sealed class SudokuBranching : IBranching<SudokuBoard, SudokuCandidates, SudokuBoard>
{
    private SudokuBranching()
    {
    }

    /// <summary>The only instance, since it keeps nothing.</summary>
    public static SudokuBranching Instance { get; } = new();

    /// <inheritdoc/>
    public SudokuCandidates Root(SudokuBoard problem) => new(problem);

    /// <inheritdoc/>
    /// <remarks>Candidates propagate as they are changed, so nothing is left to do here.</remarks>
    public NodeStatus Propagate(SudokuCandidates node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Contradiction ? NodeStatus.Contradiction : node.IsSolved ? NodeStatus.Solved : NodeStatus.Open;
    }

    /// <inheritdoc/>
    public void Branch(SudokuCandidates node, List<SearchChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(choices);
        int cell = node.NarrowestCell();
        for (uint rest = node.Masks[cell]; rest != 0; rest &= rest - 1)
        {
            choices.Add(new SearchChoice(cell, BitOperations.TrailingZeroCount(rest) + 1));
        }
    }

    /// <inheritdoc/>
    public SudokuCandidates Apply(SudokuCandidates node, SearchChoice choice, bool last)
    {
        ArgumentNullException.ThrowIfNull(node);
        SudokuCandidates next = last ? node : new SudokuCandidates(node);
        next.Assign(choice.Variable, choice.Value);
        return next;
    }

    /// <inheritdoc/>
    public SudokuBoard Answer(SudokuCandidates node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.ToBoard();
    }

    /// <inheritdoc/>
    public bool Accepts(SudokuBoard problem, SudokuBoard answer)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(answer);
        return SudokuChecker.IsSolved(problem.Cells, answer.Cells, problem.BoxSize);
    }

    /// <inheritdoc/>
    public long BytesOf(SudokuCandidates node)
    {
        ArgumentNullException.ThrowIfNull(node);
        // Per cell a mask, a mark and a place in the queue; then the objects themselves.
        return (9L * node.Masks.Length) + 200;
    }
}
