using System.Text;
using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>The answer to a graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Distances">For each node its distance in units of the graph, or <see cref="GraphDistances.Unreachable"/>.</param>
/// <param name="RunSteps">Steps of the rule.</param>
/// <param name="Cells">Cells that the rule ran on.</param>
public sealed record GraphAnswer(WeightedGraph Graph, IReadOnlyList<long> Distances, int RunSteps, int Cells) : Answer
{
    private static readonly Metric MeanNodes = new("nodes", MetricKind.Mean, "nodes on average");
    private static readonly Metric MeanCells = new("cells", MetricKind.Mean, "cells on average");

    private static readonly Metric Detours = new("detour", MetricKind.Count, "by relaxation, which the learned rule was spared");

    /// <summary>The reason why relaxation found the distances in place of the learned rule; null where it did not.</summary>
    internal string? Detour { get; init; }

    /// <summary>The limit that ended the run, if one did.</summary>
    internal HaltReason Reached { get; init; }

    /// <summary>The checker's verdict on the distances.</summary>
    internal GraphVerdict Verdict { get; } = GraphChecker.Check(Graph, [.. Distances]);

    /// <summary>Nodes whose distance, or that they cannot be reached, is right.</summary>
    public static Metric RightNodes { get; } = new("nodes", MetricKind.Share, "of the nodes right");

    /// <summary>Nodes of which it is right whether they can be reached.</summary>
    public static Metric Reachability { get; } = new("reachability", MetricKind.Share, "of the nodes rightly reachable or not");

    /// <inheritdoc/>
    public override AnswerStatus Status => Verdict.IsRight ? AnswerStatus.Solved : NotSolved;

    /// <inheritdoc/>
    public override HaltReason Limit => Reached;

    /// <inheritdoc/>
    public override string Failure() => GivenUp ?? Verdict.ToString() + (Limit == HaltReason.StepLimit ? "; ended at the limit on steps" : string.Empty);

    /// <inheritdoc/>
    public override long Steps => RunSteps;

    /// <summary>The nodes that are asked for, with a shortest path to each target that can be reached; a graph without targets asks for all nodes and no path.</summary>
    public IEnumerable<(int Node, IReadOnlyList<int>? Path)> Asked()
    {
        if (Graph.Targets.IsEmpty)
        {
            return Enumerable.Range(0, Graph.Nodes).Select(node => (node, (IReadOnlyList<int>?)null));
        }

        var paths = new GraphPaths(Graph, Distances);
        return Graph.Targets.ToArray().Select(target => (target, Distances[target] >= 0 ? paths.To(target) : null));
    }

    /// <inheritdoc/>
    public override IEnumerable<MetricValue> Metrics()
    {
        // Distances that the checker accepts are proved to be exact.
        IReadOnlyList<long> exact = Verdict.IsRight ? Distances : GraphDistances.Of(Graph);
        int right = 0, reachable = 0;
        for (int node = 0; node < exact.Count; node++)
        {
            right += Distances[node] == exact[node] ? 1 : 0;
            reachable += Distances[node] >= 0 == exact[node] >= 0 ? 1 : 0;
        }

        return
        [
            RightNodes.Of((double)right / exact.Count, exact.Count), Reachability.Of((double)reachable / exact.Count, exact.Count),
            MeanNodes.Of(exact.Count), MeanCells.Of(Cells), Detours.Of(Detour is not null),
        ];
    }

    /// <summary>Writes a line about the graph, then one for each node that is asked for, or why there is no answer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="colours">Not used.</param>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        ArgumentNullException.ThrowIfNull(output);
        var text = new StringBuilder($"line {Graph.Line}: {Graph.Nodes} nodes, source {Graph.Names[Graph.Source]}, {RunSteps} steps{(Detour is null ? string.Empty : $" of relaxation: {Detour}")}\n");
        if (!Verdict.IsRight)
        {
            text.Append($"unsolved: {Failure()}\n");
        }

        foreach ((int node, IReadOnlyList<int>? path) in Verdict.IsRight ? Asked() : [])
        {
            text.Append($"{Graph.Names[node]} {(Distances[node] < 0 ? "unreachable" : Graph.Write(Distances[node]))}");
            for (int i = 0; i < path?.Count; i++)
            {
                text.Append(i == 0 ? ": " : " ").Append(Graph.Names[path[i]]);
            }

            text.Append('\n');
        }

        output.Write(text);
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteBoolean("directed", Graph.Directed);
        json.WriteNumber("nodes", Graph.Nodes);
        json.WriteNumber("edges", Graph.Edges.Length);
        json.WriteString("source", Graph.Names[Graph.Source]);
        json.WriteNumber("cells", Cells);
        if (Detour is not null)
        {
            json.WriteString("note", Detour);
        }

        json.WriteStartArray("answers");
        foreach ((int node, IReadOnlyList<int>? path) in Asked())
        {
            json.WriteStartObject();
            json.WriteString("node", Graph.Names[node]);
            json.WriteBoolean("reachable", Distances[node] >= 0);
            if (Distances[node] >= 0)
            {
                json.WritePropertyName("distance");
                json.WriteRawValue(Graph.Write(Distances[node]));
            }

            if (path is not null)
            {
                JsonText.WriteStrings(json, "path", path.Select(step => Graph.Names[step]));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteStrings(json, "reasons", Verdict.Reasons);
    }
}
