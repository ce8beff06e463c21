using System.Text;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Answers to graphs as text for people: distances, and shortest paths where the file names targets.</summary>
public static class GraphText
{
    /// <summary>An answer: a line about the graph, then one for each node that was asked for, or why there is no answer.</summary>
    /// <param name="result">What was made of the graph.</param>
    public static string Of(GraphResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        WeightedGraph graph = result.Graph;
        var text = new StringBuilder($"line {graph.Line}: {graph.Nodes} nodes, source {graph.Names[graph.Source]}, {result.Steps} steps\n");
        if (!result.Verdict.IsRight)
        {
            return text.Append($"unsolved: {result.Verdict}\n").ToString();
        }

        foreach ((int node, IReadOnlyList<int>? path) in Answers(result))
        {
            string distance = result.Distances[node] < 0 ? "unreachable" : graph.Write(result.Distances[node]);
            text.Append($"{graph.Names[node]} {distance}");
            for (int i = 0; i < path?.Count; i++)
            {
                text.Append(i == 0 ? ": " : " ").Append(graph.Names[path[i]]);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What is asked for, with a path to each target where the distances are right.</summary>
    /// <param name="result">What was made of the graph.</param>
    public static IEnumerable<(int Node, IReadOnlyList<int>? Path)> Answers(GraphResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        WeightedGraph graph = result.Graph;
        if (graph.Targets.IsEmpty)
        {
            return Enumerable.Range(0, graph.Nodes).Select(node => (node, (IReadOnlyList<int>?)null));
        }

        var paths = new GraphPaths(graph, result.Distances);
        return graph.Targets.ToArray().Select(target => (target, result.Distances[target] >= 0 ? paths.To(target) : null));
    }
}
