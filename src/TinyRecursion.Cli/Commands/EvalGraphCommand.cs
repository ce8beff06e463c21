using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Graphs;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval graph FILE</c>: measures a rule on a file of graphs.</summary>
internal static class EvalGraphCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new GraphOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction of nodes with the right distance");
        var command = new Command(
            "graph",
            "Measure on how many graphs every distance is right, and of how many nodes, held against exact shortest paths.\n\n"
            + "Example: trm eval graph samples/graphs/roads.txt --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            GraphJob job = GraphJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            GraphResult[] results = job.Run(cancellation);
            var summary = GraphSummary.Of(results, watch.Elapsed, cancellation);
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, summary);
            }
            else
            {
                Console.Out.WriteLine(
                    $"{job.File}: {summary.NodeAccuracy:p2} of the nodes of {summary.Instances} graphs right, {summary.Solved:p2} of the graphs as a whole"
                    + $"; {summary.MeanSteps:f1} steps on average, {summary.MaximumSteps} at most, {summary.MillisecondsPerInstance:f2} ms each");
            }

            return Task.FromResult(summary.NodeAccuracy >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(GraphJob job, GraphSummary summary) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "graph");
        json.WriteString("file", job.File);
        json.WriteString("rules", RuleKindOption.NameOf(job.Rules));
        if (job.Model is { } loaded)
        {
            json.WriteString("model", loaded.Path);
            json.WriteNumber("parameters", loaded.Model.Graph.ParameterCount);
            json.WriteNumber("modelBytes", loaded.Bytes);
        }

        json.WriteNumber("stepLimit", job.MaximumSteps);
        summary.WriteTo(json);
    });
}
