using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Shows each step of a run on a board: what a rule reads out, or what a search has settled at a node.</summary>
/// <param name="onStep">Receives the boards.</param>
internal sealed class SudokuTrace(SudokuStepHandler onStep) : ITrace
{
    /// <inheritdoc/>
    public void Record(ITracedStep step)
    {
        switch (step)
        {
            case SudokuStep read:
                onStep((int)read.Number, read.Digits);
                break;
            case SearchStep<SudokuCandidates> node:
                onStep((int)node.Number, node.Node.ToBoard().Cells);
                break;
            default:
                break;
        }
    }
}
