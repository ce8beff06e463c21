using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.IntegerComparison;

/// <summary>A task whose rule is compared.</summary>
/// <param name="Task">The task.</param>
/// <param name="Instance">The instances that are answered, by number.</param>
/// <param name="Calibration">Instances to calibrate on, by number.</param>
/// <param name="Settings">The settings of solving.</param>
internal sealed record ComparedTask(TaskDefinition Task, Func<int, IInstance> Instance, Func<int, IInstance> Calibration, Settings Settings)
{
    private const ulong Seed = 11;
    private const ulong CalibrationSeed = 12;

    /// <summary>All tasks.</summary>
    public static IReadOnlyList<ComparedTask> All { get; } =
    [
        new(new SudokuTask(), i => Sudoku(Seed, i), i => Sudoku(CalibrationSeed, i), Settings.Default.With(StandardSettings.MaximumSteps, 256)),
        new(new MazeTask(), i => Maze(Seed, i, 30), i => Maze(CalibrationSeed, i, 15), Settings.Default.With(StandardSettings.Restarts, 1)),
        new(new SatisfiabilityTask(), i => Formula(Seed, i), i => Formula(CalibrationSeed, i), Settings.Default.With(SatisfiabilitySettings.Restarts, 16)),
        new(new GraphTask(), i => Graph(Seed, i, 300), i => Graph(CalibrationSeed, i, 60), Settings.Default),
    ];

    private static SudokuPuzzle Sudoku(ulong seed, int i) => SudokuGenerator.Generate(seed, (ulong)i, SudokuDifficulty.Extreme);

    private static MazePuzzle Maze(ulong seed, int i, int side) => MazeGenerator.Generate(seed, (ulong)i, MazeDefaults.For(MazeKind.Walls, side, side));

    private static IInstance Formula(ulong seed, int i) =>
        new SatisfiabilityTask().Generator.Generate(seed, (ulong)i, Settings.Default.With(SatisfiabilitySettings.Clauses, 218));

    private static IInstance Graph(ulong seed, int i, int nodes) =>
        new GraphTask().Generator.Generate(seed, (ulong)i, Settings.Default.With(GraphSettings.Nodes, nodes));
}
