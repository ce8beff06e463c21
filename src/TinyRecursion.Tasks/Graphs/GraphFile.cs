using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// Reads and writes files of graphs that a person can type.
/// </summary>
/// <remarks>
/// <code>
/// directed            # or undirected, which is what a graph is that does not say
/// source A            # where distances are measured from
/// target D E          # what is asked for; without it every node
/// node F              # a node without edges
/// A B 4               # an edge and its weight: at least 0, at most six decimals; 1 where none is given
/// B D 2.5
/// </code>
/// Names are anything without spaces and <c>#</c>, which starts a comment. A blank line or <c>---</c> ends a graph. Of several
/// edges between the same nodes the lightest counts; a loop is read and changes nothing. A byte-order mark and CRLF
/// line ends do not matter.
/// </remarks>
internal static class GraphFile
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int MaximumLineLength = 4096;

    /// <summary>The longest name of a node, in characters.</summary>
    public const int MaximumNameLength = 64;

    /// <summary>Reads graphs as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no graph at all.</exception>
    public static IEnumerable<WeightedGraph> Read(TextReader reader, string name)
    {
        return ReadGraphs(reader, name);
    }

    /// <summary>Writes a graph as <see cref="Read"/> reads it.</summary>
    /// <param name="writer">Receives the lines; graphs that follow each other need a blank line between.</param>
    /// <param name="graph">The graph.</param>
    public static void Write(TextWriter writer, WeightedGraph graph)
    {
        writer.WriteLine(graph.Directed ? "directed" : "undirected");
        writer.WriteLine($"source {graph.Names[graph.Source]}");
        foreach (int target in graph.Targets)
        {
            writer.WriteLine($"target {graph.Names[target]}");
        }

        var joined = new bool[graph.Nodes];
        foreach (GraphEdge edge in graph.Edges)
        {
            joined[edge.From] = joined[edge.To] = true;
        }

        for (int node = 0; node < joined.Length; node++)
        {
            if (!joined[node])
            {
                writer.WriteLine($"node {graph.Names[node]}");
            }
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            writer.WriteLine($"{graph.Names[edge.From]} {graph.Names[edge.To]} {graph.Write(edge.Weight)}");
        }
    }

    private static IEnumerable<WeightedGraph> ReadGraphs(TextReader reader, string name)
    {
        var buffer = new StringBuilder();
        GraphReader? open = null;
        // Whether the graph of these lines is malformed, and its rest passed over.
        bool any = false, bad = false;
        for (int line = 1; BoundedLine.Read(reader, buffer, MaximumLineLength, out bool tooLong); line++)
        {
            if (tooLong)
            {
                var error = new InstanceFormatException(name, line, $"column {MaximumLineLength + 1}", $"the line is longer than {MaximumLineLength} characters");
                (bad, open) = (BadInstances.Skips(reader, error) ? true : throw error, null);
                BoundedLine.Skip(reader);
                continue;
            }

            string text = buffer.ToString();
            text = line == 1 ? text.TrimStart('\uFEFF') : text;
            if (string.IsNullOrWhiteSpace(text) || text.AsSpan().Trim() is "---")
            {
                if (open is not null && BadInstances.Read(reader, open.Finish, out WeightedGraph? graph))
                {
                    yield return graph;
                }

                (any, bad, open) = (any || bad || open is not null, false, null);
            }
            else if (!bad && !text.AsSpan().TrimStart().StartsWith('#'))
            {
                GraphReader graph = open ?? new GraphReader(name, line);
                bad = !BadInstances.Read(reader, () => graph.Add(text, line), out open);
            }
        }

        any |= bad || open is not null;
        if (open is not null && BadInstances.Read(reader, open.Finish, out WeightedGraph? last))
        {
            yield return last;
        }

        if (!any)
        {
            throw new InstanceFormatException(name, 0, string.Empty, "holds no graph");
        }
    }
}
