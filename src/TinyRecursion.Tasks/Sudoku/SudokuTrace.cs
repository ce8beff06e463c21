using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Shows each step of a rule as the board that it reads out.</summary>
/// <param name="encoded">The board that the rule runs on.</param>
/// <param name="onStep">Receives the boards.</param>
internal sealed class SudokuTrace(EncodedSudoku encoded, SudokuStepHandler onStep) : ITrace
{
    private readonly byte[] _digits = new byte[encoded.Puzzle.CellCount];

    /// <inheritdoc/>
    public void Record(ITracedStep step)
    {
        encoded.Decode(step.Readout(), _digits);
        onStep((int)step.Number, _digits);
    }
}
