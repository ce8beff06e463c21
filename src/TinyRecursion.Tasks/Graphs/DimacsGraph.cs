using System.Globalization;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// The header of a graph in the DIMACS form: <c>p sp NODES ARCS</c> with directed arcs <c>a FROM TO WEIGHT</c> (files <c>.gr</c>), or
/// <c>p edge NODES EDGES</c> with edges <c>e FROM TO</c> of length 1. Nodes are numbers from 1; what a header announces takes no memory.
/// </summary>
/// <param name="Nodes">The number of nodes.</param>
/// <param name="Edges">The number of lines with an arc or edge.</param>
/// <param name="Weighted">Whether arcs are directed and have weights.</param>
internal sealed record DimacsGraph(int Nodes, int Edges, bool Weighted)
{
    /// <summary>Reads a header; null for a line that is none.</summary>
    /// <param name="words">The line, of which every word is there.</param>
    public static DimacsGraph? Header(List<GraphWord> words) =>
        words is [{ Text: "p" }, { Text: "sp" or "edge" or "col" } kind, var nodes, var edges] && Number(nodes) is { } most && Number(edges) is { } count
            ? new DimacsGraph(most, count, kind.Text == "sp")
            : null;

    /// <summary>Whether a line looks like an arc or edge of this form, with or without its header.</summary>
    /// <param name="words">The line.</param>
    public static bool IsEdge(List<GraphWord> words) => words is [{ Text: "a" or "e" }, { IsNumber: true }, { IsNumber: true }, ..];

    /// <summary>What is wrong with a line that should be an arc or edge, and which word; null for nothing.</summary>
    /// <param name="words">The line.</param>
    public (GraphWord Word, string Problem)? Problem(List<GraphWord> words)
    {
        (string letter, int count, string form) = Weighted ? ("a", 4, "a FROM TO WEIGHT") : ("e", 3, "e FROM TO");
        return words[0].Text != letter || words.Count != count ? (words[0], $"expected '{form}', as the line 'p' says")
            : !HasNode(words[1].Text) ? (words[1], $"expected a node, 1 to {Nodes}")
            : !HasNode(words[2].Text) ? (words[2], $"expected a node, 1 to {Nodes}")
            : null;
    }

    /// <summary>Whether a text is the number of a node.</summary>
    public bool HasNode(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int node) && node >= 1 && node <= Nodes && text[0] != '0';

    private static int? Number(GraphWord word) =>
        int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
