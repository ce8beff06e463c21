using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Custom;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval custom FILE</c>: measures a model on instances of a task that is described by data.</summary>
internal static class EvalCustomCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new CustomOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction that is solved");
        var command = new Command(
            "custom",
            "Measure how many instances of a task of your own a model answers: accepted where the instance says what must be\n"
            + "distinct, else equal to the labels.\n\n"
            + "Example: trm eval custom unseen.jsonl --model latin.safetensors --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            CustomJob job = CustomJob.Read(options, parse);
            if (job.Instances.FirstOrDefault(instance => instance.Distinct.Length == 0 && instance.Labels is null) is { } bare)
            {
                throw new InputException($"{job.File}: line {bare.Line}: neither 'labels' nor 'distinct': nothing to measure by");
            }

            var watch = Stopwatch.StartNew();
            var summary = CustomSummary.Of(job.Run(cancellation), watch.Elapsed);
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, summary);
            }
            else
            {
                Console.Out.WriteLine(
                    $"{job.File}: {summary.Solved:p2} of {summary.Instances} solved"
                    + (summary.Exact is { } exact ? $", {exact:p2} equal to the labels" : string.Empty)
                    + (summary.CellAccuracy is { } accuracy ? $", {accuracy:p2} of the cells" : string.Empty)
                    + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each");
            }

            return Task.FromResult(summary.Solved >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(CustomJob job, CustomSummary summary) => JsonOutput.Write(json =>
    {
        json.WriteString("task", CustomModel.Task);
        json.WriteString("file", job.File);
        json.WriteString("model", job.Path);
        json.WriteNumber("parameters", job.Model.Graph.ParameterCount);
        json.WriteNumber("modelBytes", job.Bytes);
        json.WriteNumber("stepLimit", job.Settings.MaximumSteps);
        json.WriteNumber("restarts", job.Settings.Starts);
        json.WriteBoolean("checkable", job.Checkable);
        summary.WriteTo(json);
    });
}
