using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Satisfiability;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval sat FILE...</c>: measures a model, or search, on formulas.</summary>
internal static class EvalSatCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new SatisfiabilityOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction that is satisfied or refuted");
        var command = new Command(
            "sat",
            "Measure how many formulas a model satisfies, and with --search refutes, and at what cost.\n\n"
            + "Example: trm eval sat samples/sat/random50.txt --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            SatisfiabilityJob job = options.Read(parse);
            long started = Stopwatch.GetTimestamp();
            SatisfiabilityAnswer[] answers = job.Run(showProgress: true, cancellation);
            var summary = new SatisfiabilitySummary(answers, Stopwatch.GetElapsedTime(started));
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, summary);
            }
            else
            {
                Console.Out.WriteLine(
                    $"{summary.Satisfied} of {summary.Instances} satisfied, {summary.Refuted} refuted ({summary.Solved:p2} decided) by {job.Description}"
                    + (summary.Exact is { } exact ? $", {exact:p2} as the file says" : string.Empty)
                    + $"; {summary.MeanSteps:f1} steps on average, {summary.Nodes} nodes in all, {summary.MillisecondsPerInstance:f2} ms each");
            }

            return Task.FromResult(summary.Solved >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(SatisfiabilityJob job, SatisfiabilitySummary summary) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "sat");
        job.WriteTo(json);
        if (job.Loaded is { } loaded)
        {
            json.WriteNumber("parameters", loaded.Model.Graph.ParameterCount);
            json.WriteNumber("modelBytes", loaded.Bytes);
        }

        summary.WriteTo(json);
    });
}
