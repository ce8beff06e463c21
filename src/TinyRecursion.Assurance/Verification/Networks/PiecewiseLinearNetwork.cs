namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>
/// A network of affine maps and rectifiers: the real-valued function that its float32 weights define, exactly. Its first node is the input, its
/// last the output. Immutable and safe to share between threads.
/// </summary>
internal sealed class PiecewiseLinearNetwork
{
    /// <summary>Takes nodes in an order in which they can be computed.</summary>
    /// <param name="nodes">The input, then the others; the last is the output.</param>
    public PiecewiseLinearNetwork(IReadOnlyList<NetworkNode> nodes)
    {
        Nodes = nodes;
        var readers = new List<int>[nodes.Count];
        for (int node = 0; node < nodes.Count; node++)
        {
            readers[node] = [];
            foreach (int source in Sources(nodes[node]))
            {
                readers[source].Add(node);
            }
        }

        FeedsOnlyRelu = [.. readers.Select(list => list.Count == 1 && nodes[list[0]] is NetworkNode.Relu)];
        ReluOf = [.. readers.Select(list => list.Find(reader => nodes[reader] is NetworkNode.Relu))];
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NetworkNode> Nodes { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs => Nodes[0].Width;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Nodes[^1].Width;

    /// <summary>For each node whether a rectifier alone reads it.</summary>
    public IReadOnlyList<bool> FeedsOnlyRelu { get; }

    /// <summary>For each node the rectifier that reads it; 0 for none.</summary>
    public IReadOnlyList<int> ReluOf { get; }

    /// <summary>The number of rectified entries.</summary>
    public int Rectifiers => Nodes.OfType<NetworkNode.Relu>().Sum(node => node.Width);

    /// <summary>The nodes that a node reads.</summary>
    public static IEnumerable<int> Sources(NetworkNode node) => node switch
    {
        NetworkNode.Affine affine => affine.Sources.Select(source => source.Node),
        NetworkNode.Relu relu => [relu.Source],
        _ => [],
    };
}
