using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate graph</c>: makes sparse graphs.</summary>
internal static class GenerateGraphCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> count = RunOptions.Positive("--count", 1, "How many graphs.");
        Option<int> nodes = RunOptions.Positive("--nodes", 20, "Nodes of a graph; a grid has the next square number below.");
        var kind = new Option<GraphKind>("--kind") { Description = "The shape.", DefaultValueFactory = _ => GraphKind.Random };
        Option<float> edges = NumberOption.Create("--edges-per-node", 2f, 0f, 16f, "Edges per node of random and scale-free graphs.");
        Option<int> weight = RunOptions.Positive("--max-weight", 10, "Weights are whole numbers of 1 to this; 1 to count edges.");
        var directed = new Option<bool>("--directed") { Description = "Edges lead one way only." };
        var loose = new Option<bool>("--loose") { Description = "Random graphs need not be connected." };
        var targets = new Option<int>("--targets") { Description = "Random nodes that are asked for; 0 for all.", DefaultValueFactory = _ => 0, HelpName = "N" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same graphs.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "graph",
            "Make sparse graphs, on standard output, a blank line between two.\n\n"
            + "Example: trm generate graph --nodes 1000 --kind scalefree --count 10 --seed 7 > graphs.txt")
        {
            count, nodes, kind, edges, weight, directed, loose, targets, seed, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            var options = new GraphGeneratorOptions
            {
                Kind = parse.GetValue(kind),
                Nodes = AtMost("--nodes", parse.GetValue(nodes), GraphGeneratorOptions.MaximumNodes),
                EdgesPerNode = parse.GetValue(edges),
                MaximumWeight = AtMost("--max-weight", parse.GetValue(weight), GraphGeneratorOptions.LargestWeight),
                Directed = parse.GetValue(directed),
                Connected = !parse.GetValue(loose),
                Targets = AtMost("--targets", parse.GetValue(targets), parse.GetValue(nodes)),
            };
            IEnumerable<WeightedGraph> graphs = Enumerable.Range(0, parse.GetValue(count)).Select(i =>
            {
                cancellation.ThrowIfCancellationRequested();
                return GraphGenerator.Generate(parse.GetValue(seed), (ulong)i, options);
            });
            Write(graphs, parse.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static int AtMost(string name, int value, int maximum) => value >= 0 && value <= maximum
        ? value
        : throw new InputException($"{name} must be at most {maximum} and not negative, not {value}");

    private static void Write(IEnumerable<WeightedGraph> graphs, bool asJson)
    {
        if (asJson)
        {
            WriteJson(graphs);
            return;
        }

        bool first = true;
        foreach (WeightedGraph graph in graphs)
        {
            if (!first)
            {
                Console.Out.WriteLine();
            }

            GraphFile.Write(Console.Out, graph);
            first = false;
        }
    }

    private static void WriteJson(IEnumerable<WeightedGraph> graphs) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "graph");
        json.WriteStartArray("graphs");
        foreach (WeightedGraph graph in graphs)
        {
            json.WriteStartObject();
            json.WriteBoolean("directed", graph.Directed);
            json.WriteString("source", graph.Names[graph.Source]);
            Names(json, "nodes", graph, [.. Enumerable.Range(0, graph.Nodes)]);
            Names(json, "targets", graph, graph.Targets);
            json.WriteStartArray("edges");
            foreach (GraphEdge edge in graph.Edges)
            {
                json.WriteStartArray();
                json.WriteStringValue(graph.Names[edge.From]);
                json.WriteStringValue(graph.Names[edge.To]);
                json.WriteRawValue(graph.Write(edge.Weight));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Names(Utf8JsonWriter json, string field, WeightedGraph graph, ReadOnlySpan<int> nodes)
    {
        json.WriteStartArray(field);
        foreach (int node in nodes)
        {
            json.WriteStringValue(graph.Names[node]);
        }

        json.WriteEndArray();
    }
}
