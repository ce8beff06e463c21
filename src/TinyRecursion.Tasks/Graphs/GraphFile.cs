using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

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
/// A B 4               # an edge and its weight, at least 0; 1 where none is given
/// B D 2.5             # 1.50, 2.5e-3 and +2 are weights too: at most 18 digits and decimals, kept exactly
/// </code>
/// Names are anything without spaces and <c>#</c>, which starts a comment at the start of a line or after a space. A blank line or
/// <c>---</c> ends a graph. Of several edges between the same nodes the lightest counts; a loop is read and changes nothing.
/// A graph whose first line but comments is a header of <see cref="DimacsGraph"/> is read in that form. SNAP's lists of edges are read as
/// they are: their comment <c># Directed graph</c> makes edges directed that do not say otherwise.
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
    /// <param name="reading">What is said beside the file, or null.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no graph at all.</exception>
    public static IEnumerable<WeightedGraph> Read(TextReader reader, string name, GraphReading? reading = null)
    {
        return new InstanceSequence<WeightedGraph>(name, "graph", () => Open(reader, name, reading ?? GraphReading.None));
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

    private static Func<WeightedGraph?> Open(TextReader reader, string name, GraphReading reading)
    {
        // Comments are looked at here, since one of them says something.
        var lines = new TextLines(reader, name, MaximumLineLength, comments: false);
        bool directed = false;
        return () =>
        {
            GraphReader? graph = null;
            try
            {
                while (lines.Next() is { } line)
                {
                    directed = Snap(line) ?? directed;
                    string content = TextLines.WithoutComment(line);
                    if (TextLines.IsBlank(line) ? graph is { TakesBlankLines: false } : graph is not null && content.AsSpan().Trim(" \t") is "---")
                    {
                        break;
                    }

                    if (!TextLines.IsBlank(content) && content.AsSpan().Trim(" \t") is not "---")
                    {
                        graph ??= new GraphReader(name, lines.Line, reading, directed);
                        graph.Add(content, lines.Line);
                    }
                }
            }
            catch (InstanceFormatException)
            {
                lines.SkipBlock();
                throw;
            }

            return graph?.Finish();
        };
    }

    /// <summary>What the comment on top of SNAP's lists says of the edges: whether they are directed; null for another line.</summary>
    private static bool? Snap(string line) =>
        line.StartsWith("# Directed graph", StringComparison.Ordinal) ? true : line.StartsWith("# Undirected graph", StringComparison.Ordinal) ? false : null;
}
