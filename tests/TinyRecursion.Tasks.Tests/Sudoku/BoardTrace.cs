using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>Keeps the number of each step and the board that it reads out.</summary>
internal sealed class BoardTrace : ITrace
{
    public List<long> Steps { get; } = [];

    public string Last { get; private set; } = string.Empty;

    public void Record(ITracedStep step)
    {
        Steps.Add(step.Number);
        if (step is SudokuStep read)
        {
            Last = new SudokuBoard((int)Math.Sqrt(Math.Sqrt(read.Digits.Length)), read.Digits).ToString();
        }
    }
}
