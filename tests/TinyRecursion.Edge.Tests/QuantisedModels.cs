using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Edge.Tests;

/// <summary>The shipped rules in integers, calibrated on a few instances.</summary>
internal static class QuantisedModels
{
    /// <summary>The rule of Sudokus.</summary>
    public static Model Sudoku { get; } = Quantise("sudoku", Boards("extreme", 4).Select(board => SudokuEncoding.Encode(board).Problem), steps: 32);

    /// <summary>The rule of mazes.</summary>
    public static Model Maze { get; } = Quantise("maze", Enumerable.Range(0, 8).Select(i => MazeGrid.Encode(MazeOf(5, i, side: 15).Board)), steps: 120);

    /// <summary>The rule of formulas.</summary>
    public static Model Satisfiability { get; } = Quantise(
        "sat", Formulas("random50.txt").Take(4).Select(it => SatisfiabilityEncoding.Encode(it.Formula, SatisfiabilityEncoding.DrawSuggestion(50, 1))), steps: 32);

    /// <summary>The rule of graphs.</summary>
    public static Model Graphs { get; } = Quantise(
        "graphs", Enumerable.Range(0, 8).Select(i => GraphWave.Encode(GraphGenerator.Make(5, (ulong)i, GraphsOf(12, 4))).Problem), steps: 24);

    /// <summary>The models of tasks with programs of their own, by task.</summary>
    public static IReadOnlyDictionary<string, Model> OfTasks { get; } = new[] { Sudoku, Maze, Satisfiability, Graphs }.ToDictionary(model => model.Task);

    /// <summary>A sample file's text.</summary>
    public static string Sample(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", file));

    /// <summary>The formulas of a sample file.</summary>
    public static IReadOnlyList<CnfInstance> Formulas(string file) => [.. SatisfiabilityFile.Read(new StringReader(Sample(file)), file)];

    /// <summary>The first boards of a sample file.</summary>
    public static IEnumerable<SudokuBoard> Boards(string sample, int count) =>
        SudokuFile.ReadAll(Path.Combine(AppContext.BaseDirectory, "samples", sample + ".txt")).Take(count).Select(puzzle => puzzle.Board);

    /// <summary>Settings of graphs to generate.</summary>
    public static Settings GraphsOf(int nodes, int weight) => Settings.Default.With(GraphSettings.Nodes, nodes).With(GraphSettings.MaximumWeight, weight);

    /// <summary>A generated maze.</summary>
    public static MazePuzzle MazeOf(int seed, int number, int side, int? moves = null) =>
        MazeGenerator.Generate((ulong)seed, (ulong)number, MazeDefaults.For(MazeKind.Walls, side, side, moves));

    /// <summary>A rule that runs in integers.</summary>
    public static IntegerRule RuleOf(Model model) => new(model.Graph, model.Quantised!);

    private static Model Quantise(string name, IEnumerable<Problem> problems, int steps)
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", name + ".safetensors"));
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, [.. problems], steps);
        return new Model(name, model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration), new Dictionary<string, string>());
    }
}
