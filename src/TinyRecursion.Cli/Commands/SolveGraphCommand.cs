using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Graphs;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve graph FILE</c>: prints distances and paths.</summary>
internal static class SolveGraphCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new GraphOptions();
        var command = new Command(
            "graph",
            "Find distances from a graph's source: to each 'target' with a shortest path, or to every node where none is named.\n"
            + "A node that cannot be reached is said so. Every answer is checked by the edges alone.\n\n"
            + "Example: trm solve graph samples/graphs/roads.txt");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            GraphJob job = GraphJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            GraphResult[] results = job.Run(cancellation);
            TimeSpan elapsed = watch.Elapsed;
            int solved = results.Count(result => result.Verdict.IsRight);
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, results, solved, elapsed);
            }
            else
            {
                Array.ForEach(results, result => Console.Out.Write(GraphText.Of(result)));
                Console.Error.WriteLine($"{solved} of {results.Length} graphs answered and checked in {elapsed.TotalSeconds:f2} s by {job.Answerer}");
            }

            return Task.FromResult(solved == results.Length ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(GraphJob job, GraphResult[] results, int solved, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "graph");
        json.WriteString("rules", RuleKindOption.NameOf(job.Rules));
        if (job.Model is { } loaded)
        {
            json.WriteString("model", loaded.Path);
        }

        json.WriteNumber("instances", results.Length);
        json.WriteNumber("solvedInstances", solved);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        foreach (GraphResult result in results)
        {
            WriteResult(json, result);
        }

        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, GraphResult result)
    {
        WeightedGraph graph = result.Graph;
        json.WriteStartObject();
        json.WriteNumber("line", graph.Line);
        json.WriteBoolean("directed", graph.Directed);
        json.WriteNumber("nodes", graph.Nodes);
        json.WriteNumber("edges", graph.Edges.Length);
        json.WriteString("source", graph.Names[graph.Source]);
        json.WriteString("status", result.Verdict.IsRight ? "solved" : "unsolved");
        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("cells", result.Cells);
        json.WriteStartArray("answers");
        foreach ((int node, IReadOnlyList<int>? path) in GraphText.Answers(result))
        {
            WriteAnswer(json, result, node, path);
        }

        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (string reason in result.Verdict.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, GraphResult result, int node, IReadOnlyList<int>? path)
    {
        WeightedGraph graph = result.Graph;
        json.WriteStartObject();
        json.WriteString("node", graph.Names[node]);
        json.WriteBoolean("reachable", result.Distances[node] >= 0);
        if (result.Distances[node] >= 0)
        {
            json.WritePropertyName("distance");
            json.WriteRawValue(graph.Write(result.Distances[node]));
        }

        if (path is not null)
        {
            json.WriteStartArray("path");
            foreach (int step in path)
            {
                json.WriteStringValue(graph.Names[step]);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
