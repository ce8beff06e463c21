// Prints what an exported program prints with --digest, worked out here: EdgeDigests MODEL STEPS < FILE
using System.Globalization;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;

if (args.Length != 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int steps))
{
    Console.Error.WriteLine("usage: EdgeDigests MODEL STEPS < FILE");
    return 2;
}

Model model = Model.Load(args[0]);
if (model.Quantised is not { } constants)
{
    Console.Error.WriteLine($"{args[0]}: runs in floating point");
    return 2;
}

IEnumerable<Problem> problems = model.Task switch
{
    "sudoku" => SudokuFile.Read(Console.In, "input").Select(puzzle => SudokuEncoding.Encode(puzzle.Board).Problem),
    "maze" => MazeFile.Read(Console.In, "input").Select(puzzle => MazeGrid.Encode(puzzle.Board)),
    _ => throw new NotSupportedException($"Instances of task '{model.Task}'."),
};
var rule = new IntegerRule(model.Graph, constants);
foreach (Problem problem in problems)
{
    Console.Out.WriteLine(IntegerDigest.Of(rule, problem, steps).ToString("x16", CultureInfo.InvariantCulture));
}

return 0;
