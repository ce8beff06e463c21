using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Sequences;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval maze FILE</c>: measures a model on a file of mazes.</summary>
internal static class EvalMazeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        SequenceOptions options = MazeJob.Options();
        Option<int> limit = MazeJob.LimitOption();
        Option<double> atLeast = AtLeastOption.Create("the fraction answered by a shortest way");
        var command = new Command(
            "maze",
            "Measure how many mazes a model finds a way through, checked by search: a way, one of the shortest ways, and\n"
            + "beside it the very way of the label, as published results count.\n\n"
            + "Example: trm eval maze mazes.txt --model my.safetensors --halt steps --json")
        {
            atLeast, limit,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            MazeJob job = MazeJob.Read(options, limit, parse);
            var watch = Stopwatch.StartNew();
            var summary = MazeSummary.Of(job.Run(cancellation), watch.Elapsed);
            string file = parse.GetValue(options.File)!;
            if (parse.GetValue(options.Json))
            {
                WriteJson(file, job, summary);
            }
            else
            {
                Console.Out.WriteLine(
                    $"{file}: {summary.Shortest:p2} of {summary.Instances} answered by a shortest way, {summary.Valid:p2} by a way"
                    + (summary.Exact is { } exact ? $", {exact:p2} equal to the label" : string.Empty)
                    + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each");
            }

            return Task.FromResult(summary.Shortest >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(string file, MazeJob job, MazeSummary summary) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "maze");
        json.WriteString("file", file);
        json.WriteString("model", job.Model.Path);
        json.WriteNumber("parameters", job.Model.Model.Graph.ParameterCount);
        json.WriteNumber("modelBytes", job.Model.Bytes);
        json.WriteString("halt", HaltRuleOption.NameOf(job.Halt));
        json.WriteNumber("stepLimit", job.StepLimit);
        summary.WriteTo(json);
    });
}
