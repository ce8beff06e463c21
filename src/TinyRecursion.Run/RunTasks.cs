using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Run;

/// <summary>The tasks that the program holds, few enough to stay small.</summary>
internal static class RunTasks
{
    /// <summary>The tasks.</summary>
    public static readonly TaskDefinition[] All = [new SudokuTask(), new MazeTask(), new GraphTask(), new SatisfiabilityTask(), new CustomTask()];

    /// <summary>The task of a model.</summary>
    /// <param name="name">The task that the model names.</param>
    /// <param name="model">The model's file, for the message.</param>
    /// <exception cref="UsageException">The program does not hold it.</exception>
    public static TaskDefinition Find(string name, string model) => Array.Find(All, task => task.Name == name) ?? throw new FormatException(
        $"{model}: is a model of task '{name}', expected one of {string.Join(", ", Array.ConvertAll(All, task => task.Name))}: use 'trm'");
}
