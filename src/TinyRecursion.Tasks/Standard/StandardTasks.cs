using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Tasks.Standard;

/// <summary>The tasks that come with the product.</summary>
public static class StandardTasks
{
    /// <summary>All of them.</summary>
    public static TaskRegistry All { get; } = new(
        new SudokuTask(),
        new MazeTask(),
        new ArithmeticTask(),
        new SatisfiabilityTask(),
        new GraphTask(),
        new TilesTask(),
        new ArcTasks(),
        new CustomTask());
}
