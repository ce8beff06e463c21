using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval sudoku FILE</c>: measures a model on a file.</summary>
internal static class EvalCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("eval", "Measure a model on a file of instances.") { CreateSudoku(), EvalArcCommand.Create(), EvalMazeCommand.Create(), EvalSatCommand.Create() };

    private static Command CreateSudoku()
    {
        var options = new RunOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction that is solved");
        var command = new Command(
            "sudoku",
            "Measure how many Sudokus a model solves, and at what cost.\n\n"
            + "Example: trm eval sudoku samples/sudoku/hard.txt --max-steps 256 --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options, parse.GetValue(atLeast), parse, cancellation)));
        return command;
    }

    private static int Run(RunOptions options, double atLeast, ParseResult parse, CancellationToken cancellation)
    {
        string file = parse.GetValue(options.File)!;
        using SudokuJob job = SudokuJob.Read(options, parse);
        var watch = Stopwatch.StartNew();
        SudokuResult[] results = SudokuBatch.Run(job, cancellation);
        var summary = EvalSummary.Of(job.Puzzles, results, watch.Elapsed);
        if (parse.GetValue(options.Json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteString("task", "sudoku");
                json.WriteString("file", file);
                json.WriteString("model", job.Loaded.Path);
                json.WriteNumber("parameters", job.Loaded.Model.Graph.ParameterCount);
                json.WriteNumber("modelBytes", job.Loaded.Bytes);
                json.WriteNumber("stepLimit", job.Settings.MaximumSteps);
                json.WriteNumber("restarts", job.Settings.Starts);
                summary.WriteTo(json);
            });
        }
        else
        {
            Console.Out.WriteLine(
                $"{file}: {summary.Solved:p2} of {summary.Instances} solved"
                + (summary.Exact is { } exact ? $", {exact:p2} equal to the label" : string.Empty)
                + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each");
        }

        return summary.Solved >= atLeast ? ExitCode.Done : ExitCode.Unsolved;
    }
}
