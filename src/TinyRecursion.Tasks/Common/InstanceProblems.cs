using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Tasks.Common;

/// <summary>Instances of several tasks as their rules see them, for what is done with the rule alone and not with its answers.</summary>
public static class InstanceProblems
{
    /// <summary>The tasks that are known, as model files name them.</summary>
    public static IReadOnlyList<string> Tasks { get; } = ["sudoku", "maze"];

    /// <summary>Refuses a model of another task.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name for the message.</param>
    /// <exception cref="ModelFormatException">It is of none of <see cref="Tasks"/>.</exception>
    public static void Require(Model model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!Tasks.Contains(model.Task))
        {
            throw new ModelFormatException(name, $"is a model of task '{model.Task}', expected one of {string.Join(", ", Tasks)}");
        }
    }

    /// <summary>Reads instances as they are asked for.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <param name="reader">The text, in the format of the task.</param>
    /// <param name="name">The name that errors give.</param>
    /// <returns>
    /// The line where each instance begins and its problem, which has no cells for a Sudoku that singles settle.
    /// </returns>
    /// <exception cref="ArgumentException">The task is none of them.</exception>
    /// <exception cref="FormatException">The text cannot be read.</exception>
    public static IEnumerable<(int Line, Problem Problem)> Read(string task, TextReader reader, string name) => task switch
    {
        "sudoku" => SudokuFile.Read(reader, name).Select(puzzle => (puzzle.Line, SudokuEncoding.Encode(puzzle.Board).Problem)),
        "maze" => MazeFile.Read(reader, name).Select(puzzle => (puzzle.Line, MazeGrid.Encode(puzzle.Board))),
        _ => throw new ArgumentException($"'{task}' is none of the tasks {string.Join(", ", Tasks)}.", nameof(task)),
    };
}
