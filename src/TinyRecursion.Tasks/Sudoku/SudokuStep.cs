using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>A step of a rule on a board, with the board that it reads out. Valid during the call only.</summary>
/// <param name="inner">The step.</param>
/// <param name="digits">The board, row by row.</param>
internal sealed class SudokuStep(ITracedStep inner, byte[] digits) : ITracedStep
{
    public long Number => inner.Number;

    /// <summary>The board, row by row.</summary>
    public ReadOnlySpan<byte> Digits => digits;

    ICanonicalState? ITracedStep.Canonical => inner.Canonical;

    public ReadOnlySpan<float> Readout() => inner.Readout();

    public float Residual() => inner.Residual();
}
