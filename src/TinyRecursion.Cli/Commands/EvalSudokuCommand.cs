using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval sudoku FILE</c>: measures a model or a search on a file.</summary>
internal static class EvalSudokuCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new SudokuOptions();
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

    private static int Run(SudokuOptions options, double atLeast, ParseResult parse, CancellationToken cancellation)
    {
        string file = parse.GetValue(options.Run.File)!;
        using SudokuJob job = SudokuJob.Read(options, parse);
        var watch = Stopwatch.StartNew();
        SudokuAnswer[] answers = SudokuBatch.Run(job, cancellation);
        var summary = new EvalSummary(answers, watch.Elapsed);
        if (parse.GetValue(options.Run.Json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteString("task", "sudoku");
                json.WriteString("file", file);
                job.WriteTo(json);
                json.WriteNumber("parameters", job.Loaded?.Model.Graph.ParameterCount ?? 0);
                json.WriteNumber("modelBytes", job.Loaded?.Bytes ?? 0);
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
                + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each,"
                + $" median {summary.MedianMilliseconds:f2} ms");
        }

        return summary.Solved >= atLeast ? ExitCode.Done : ExitCode.Unsolved;
    }
}
