using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Compression;

/// <summary>Instances of a task as its rule sees them, to calibrate on.</summary>
internal static class CalibrationProblems
{
    /// <summary>Reads the first instances of a file.</summary>
    /// <param name="task">The task of the model.</param>
    /// <param name="file">The file, in the format of the task.</param>
    /// <param name="limit">Most instances to read.</param>
    /// <exception cref="InputException">The file holds none, or the task is none of those that can be calibrated.</exception>
    public static List<Problem> Read(string task, string file, int limit)
    {
        List<Problem> problems = task switch
        {
            "sudoku" => [.. SudokuInput.Read(file, limit).Select(puzzle => SudokuEncoding.Encode(puzzle.Board).Problem)],
            "maze" => [.. MazeInput.Read(file, limit).Select(puzzle => MazeGrid.Encode(puzzle.Board))],
            "graphs" => [.. InputText.Read(file, limit, (reader, name) => GraphFile.Read(reader, name)).Select(graph => GraphWave.Encode(graph).Problem)],
            _ => throw new InputException($"models of task '{task}' cannot be compressed yet, those of sudoku, maze and graphs can"),
        };
        // A puzzle that is solved before the first step has no cells.
        problems.RemoveAll(problem => problem.Cells == 0);
        return problems.Count > 0 ? problems : throw new InputException($"{file}: holds no instance to calibrate on");
    }
}
