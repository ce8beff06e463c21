using System.CommandLine;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve</c>: solves instances of a task.</summary>
internal static class SolveCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("solve", "Solve instances of a task with a model.")
    {
        SolveSudokuCommand.Create(),
        SolveArcCommand.Create(),
        SolveMazeCommand.Create(),
        SolveGraphCommand.Create(),
        SolveCustomCommand.Create(),
        SolveTilesCommand.Create(),
        SolveSatCommand.Create(),
    };
}
