using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Reads a board out of logits.</summary>
/// <param name="logits">The logits of a step.</param>
/// <param name="digits">Receives the board, row by row.</param>
internal delegate void SudokuReading(ReadOnlySpan<float> logits, Span<byte> digits);

/// <summary>Passes the steps of a rule on with the boards that they read out.</summary>
/// <param name="cells">Cells of the board.</param>
/// <param name="read">Reads them out.</param>
/// <param name="outer">Receives them.</param>
internal sealed class SudokuDecodingTrace(int cells, SudokuReading read, ITrace outer) : ITrace
{
    private readonly byte[] _digits = new byte[cells];

    public void Begin(ITracedStep start) => outer.Begin(start);

    public void Record(ITracedStep step) => outer.Record(new SudokuStep(step, read, _digits));

    public void Enter(string part, int index) => outer.Enter(part, index);

    public void Leave() => outer.Leave();
}
