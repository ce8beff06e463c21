using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>The distance of every node, which the edges show to be right, and a shortest path to each target. Nodes are numbers, in the order of their names.</summary>
internal sealed class GraphProof : AnswerProof
{
    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (GraphAnswer)answer;
        WeightedGraph graph = own.Graph;
        if (!own.Verdict.IsRight)
        {
            return own.Failure();
        }

        json.WriteString("claim", "distances");
        json.WriteNumber("directed", graph.Directed ? 1 : 0);
        json.WriteNumber("nodes", graph.Nodes);
        json.WriteNumber("source", graph.Source);
        json.WriteNumber("decimals", graph.Decimals);
        json.WriteStartArray("edges");
        foreach (GraphEdge edge in graph.Edges)
        {
            json.WriteNumberValue(edge.From);
            json.WriteNumberValue(edge.To);
            json.WriteNumberValue(edge.Weight);
        }

        json.WriteEndArray();
        JsonText.WriteNumbers(json, "targets", graph.Targets.ToArray());
        json.WriteStartArray("distances");
        foreach (long distance in own.Distances)
        {
            json.WriteNumberValue(distance);
        }

        json.WriteEndArray();
        json.WriteStartArray("paths");
        foreach ((_, IReadOnlyList<int>? path) in graph.Targets.IsEmpty ? [] : own.Asked())
        {
            json.WriteStartArray();
            foreach (int node in path ?? [])
            {
                json.WriteNumberValue(node);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        return null;
    }
}
