using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>A step of a rule on a board, with the board that it reads out. Valid during the call only.</summary>
/// <param name="inner">The step.</param>
/// <param name="read">Reads the board out of logits.</param>
/// <param name="digits">Holds it.</param>
internal sealed class SudokuStep(ITracedStep inner, SudokuReading read, byte[] digits) : ITracedStep
{
    public long Number => inner.Number;

    /// <summary>The board, row by row, read out when it is asked for.</summary>
    public ReadOnlySpan<byte> Digits
    {
        get
        {
            read(inner.Readout(), digits);
            return digits;
        }
    }

    ICanonicalState? ITracedStep.Canonical => inner.Canonical;

    public ReadOnlySpan<float> Readout() => inner.Readout();

    public float Residual() => inner.Residual();
}
