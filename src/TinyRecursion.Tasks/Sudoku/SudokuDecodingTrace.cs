using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Passes the steps of a rule on with the boards that they read out.</summary>
/// <param name="encoded">The board that the rule runs on.</param>
/// <param name="outer">Receives them.</param>
internal sealed class SudokuDecodingTrace(EncodedSudoku encoded, ITrace outer) : ITrace
{
    private readonly byte[] _digits = new byte[encoded.Puzzle.CellCount];

    /// <inheritdoc/>
    public void Record(ITracedStep step)
    {
        encoded.Decode(step.Readout(), _digits);
        outer.Record(new SudokuStep(step, _digits));
    }

    /// <inheritdoc/>
    public void Enter(string part, int index) => outer.Enter(part, index);

    /// <inheritdoc/>
    public void Leave() => outer.Leave();
}
