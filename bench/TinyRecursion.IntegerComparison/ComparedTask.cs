using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.IntegerComparison;

/// <summary>A task whose rule is compared.</summary>
/// <param name="Name">The name of its model.</param>
/// <param name="Calibrate">Instances to calibrate on, by number.</param>
/// <param name="Open">Opens what answers instance number so and so with a rule: whether it is right and the steps that it took.</param>
internal sealed record ComparedTask(string Name, Func<int, Problem> Calibrate, Func<IRule, (Func<int, (bool Right, long Steps)> Answer, IDisposable Runner)> Open)
{
    private const ulong Seed = 11;
    private const ulong CalibrationSeed = 12;
    private const int SudokuSteps = 256;

    // Instances are made in the first round, which does not count.
    private static readonly Func<int, SudokuBoard> Boards = Once(i => Board(Seed, i));
    private static readonly Func<int, MazePuzzle> Mazes = Once(i => Maze(Seed, i, 30));
    private static readonly Func<int, CnfFormula> Formulas = Once(i => Formula(Seed, i));
    private static readonly Func<int, WeightedGraph> Graphs = Once(i => Graph(Seed, i, 300));

    /// <summary>All tasks.</summary>
    public static IReadOnlyList<ComparedTask> All { get; } =
    [
        new(
            "sudoku",
            i => SudokuEncoding.Encode(Board(CalibrationSeed, i)).Problem,
            rule =>
            {
                var runner = new SudokuRunner(rule);
                return (i => From(runner.Run(Boards(i), new SudokuRunOptions { MaximumSteps = SudokuSteps })), runner);
            }),
        new(
            "maze",
            i => MazeGrid.Encode(Maze(CalibrationSeed, i, 15).Board),
            rule =>
            {
                var runner = new MazeRunner(rule);
                return (i => From(runner.Run(Mazes(i), new MazeRunOptions { Starts = 1 })), runner);
            }),
        new(
            "sat",
            i => SatisfiabilityEncoding.Encode(Formula(CalibrationSeed, i), SatisfiabilityEncoding.DrawSuggestion(Formula(CalibrationSeed, i).Variables, (ulong)i)),
            rule =>
            {
                var runner = new SatisfiabilityRunner(rule);
                return (i => From(runner.Run(Formulas(i), new SatisfiabilityRunOptions { Starts = 16 })), runner);
            }),
        new(
            "graphs",
            i => GraphWave.Encode(Graph(CalibrationSeed, i, 60)).Problem,
            rule =>
            {
                var runner = new GraphWaveRunner(rule);
                return (i => From(runner.Run(Graphs(i), int.MaxValue)), runner);
            }),
    ];

    private static SudokuBoard Board(ulong seed, int i) => SudokuGenerator.Generate(seed, (ulong)i, SudokuDifficulty.Extreme).Board;

    private static MazePuzzle Maze(ulong seed, int i, int side) => MazeGenerator.Generate(seed, (ulong)i, MazeDefaults.For(MazeKind.Walls, side, side));

    private static CnfFormula Formula(ulong seed, int i) => SatisfiabilityGenerator.Generate(seed, (ulong)i, new SatisfiabilityGeneratorOptions()).Formula;

    private static WeightedGraph Graph(ulong seed, int i, int nodes) =>
        GraphGenerator.Generate(seed, (ulong)i, new GraphGeneratorOptions { Nodes = nodes, Connected = true });

    private static Func<int, T> Once<T>(Func<int, T> make)
    {
        var made = new Dictionary<int, T>();
        return i => made.TryGetValue(i, out T? value) ? value : made[i] = make(i);
    }

    private static (bool Right, long Steps) From(SudokuResult result) => (result.IsSolved, result.TotalSteps);

    private static (bool Right, long Steps) From(MazeResult result) => (result.IsRight, result.TotalSteps);

    private static (bool Right, long Steps) From(SatisfiabilityResult result) => (result.Status == SatisfiabilityStatus.Satisfied, result.Steps);

    private static (bool Right, long Steps) From(GraphResult result) => (result.Verdict.IsRight, result.Steps);
}
