using TinyRecursion.Onnx.Format;

namespace TinyRecursion.Onnx.Reading;

/// <summary>Sees <c>Mul(x, Sigmoid(x))</c>, as which PyTorch writes the sigmoid linear unit, and makes one node of it.</summary>
internal static class SiluPattern
{
    /// <summary>Replaces such products; a sigmoid that nothing else reads is then not needed.</summary>
    /// <param name="graph">The graph.</param>
    public static void Replace(GraphProto graph)
    {
        var sigmoids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            if (node is { OpType: "Sigmoid", Domain: "" or "ai.onnx", Input: [var input], Output: [var output] })
            {
                sigmoids.TryAdd(output, input);
            }
        }

        for (int i = 0; i < graph.Node.Count; i++)
        {
            if (graph.Node[i] is { OpType: "Mul", Domain: "" or "ai.onnx", Input: [var left, var right], Output: [var output] } node
                && (Is(left, right) || Is(right, left)))
            {
                graph.Node[i] = new NodeProto { OpType = "Swish", Name = node.Name, Input = { Is(left, right) ? left : right }, Output = { output } };
            }
        }

        bool Is(string value, string sigmoid) => sigmoids.TryGetValue(sigmoid, out string? of) && of == value;
    }
}
