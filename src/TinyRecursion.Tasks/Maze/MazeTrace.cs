using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Shows what is marked whenever it changes.</summary>
/// <param name="board">The maze.</param>
/// <param name="onStep">Receives it.</param>
internal sealed class MazeTrace(MazeBoard board, MazeStepHandler onStep) : ITrace
{
    private readonly bool[] _marked = new bool[board.Cells.Length];

    /// <inheritdoc/>
    public void Record(ITracedStep step)
    {
        if (MazeGrid.Decode(step.Readout(), board, _marked) || step.Number == 1)
        {
            onStep((int)step.Number, _marked);
        }
    }
}
