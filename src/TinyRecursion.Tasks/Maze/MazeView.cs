using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// A recursion that sees a maze turned or mirrored. The shortest paths are the same, but a learned rule, which tells
/// directions apart, takes other steps, so that where it fails on one view it may not on another.
/// </summary>
/// <remarks>
/// The maze is encoded anew, its cells in the same order, so that states and logits need not be turned back; of the problem that
/// it is given the state alone counts.
/// </remarks>
/// <param name="recursion">The recursion.</param>
/// <param name="board">The maze.</param>
/// <param name="symmetry">The symmetry, as <see cref="Grids.Dihedral"/> numbers it; 0 shows the maze as it is.</param>
internal sealed class MazeView(IRecursion<RuleState, RuleState> recursion, MazeBoard board, int symmetry)
    : IRecursion<RuleState, RuleState>
{
    public Outcome<RuleState> Run(RuleState problem, ITrace? trace = null, CancellationToken cancellation = default) =>
        recursion.Run(problem with { Problem = MazeGrid.Encode(board, symmetry) }, trace, cancellation);
}
