using System.CommandLine;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval</c>: measures a model on a file of instances.</summary>
internal static class EvalCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("eval", "Measure a model on a file of instances.")
    {
        EvalSudokuCommand.Create(),
        EvalArcCommand.Create(),
        EvalMazeCommand.Create(),
        EvalArithmeticCommand.Create(),
        EvalGraphCommand.Create(),
        EvalCustomCommand.Create(),
        EvalTilesCommand.Create(),
        EvalSatCommand.Create(),
    };
}
