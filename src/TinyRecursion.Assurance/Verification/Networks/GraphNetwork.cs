using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>Takes one step of a rule on one cell as a network of affine maps and rectifiers, without changing a weight.</summary>
internal static class GraphNetwork
{
    /// <summary>Takes a rule apart.</summary>
    /// <param name="graph">The rule; its state begins with the inputs.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="inputs">The number of inputs; what is left of the state is zeros.</param>
    /// <returns>The network whose output is what the rule reads out after one step.</returns>
    /// <exception cref="NotSupportedException">It has other operations; the message names them all.</exception>
    public static PiecewiseLinearNetwork Of(RuleGraph graph, ReadOnlySpan<float> parameters, int inputs)
    {
        string[] others = [.. graph.Nodes.Select(node => node.Operation).Where(operation => operation is not (Operation.State or Operation.Linear or Operation.Relu or Operation.Add or Operation.Scale))
            .Select(operation => operation.Kind).Distinct()];
        if (others.Length > 0)
        {
            throw new NotSupportedException($"the network is not made of linear maps and rectifiers alone: it has {string.Join(", ", others)}");
        }

        var nodes = new List<NetworkNode> { new NetworkNode.Input(inputs) };
        var places = new int[graph.Nodes.Count];
        for (int node = 0; node < places.Length; node++)
        {
            Node own = graph.Nodes[node];
            NetworkNode made = own.Operation switch
            {
                Operation.State => new NetworkNode.Affine([(0, Diagonal(own.Shape.Width, inputs, 1))], new float[own.Shape.Width]),
                Operation.Linear linear => Linear(linear, graph, parameters, places[own.Inputs[0]]),
                Operation.Relu => new NetworkNode.Relu(places[own.Inputs[0]], own.Shape.Width),
                Operation.Scale scale => new NetworkNode.Affine([(places[own.Inputs[0]], Diagonal(own.Shape.Width, own.Shape.Width, scale.Factor))], new float[own.Shape.Width]),
                _ => new NetworkNode.Affine([.. own.Inputs.Select(input => (places[input], Diagonal(own.Shape.Width, own.Shape.Width, 1)))], new float[own.Shape.Width]),
            };
            nodes.Add(made);
            places[node] = nodes.Count - 1;
        }

        return new PiecewiseLinearNetwork(NetworkSimplifier.Simplify(nodes, places[graph.Readout]));
    }

    private static NetworkNode.Affine Linear(Operation.Linear linear, RuleGraph graph, ReadOnlySpan<float> parameters, int source)
    {
        WeightShape shape = graph.Weights[linear.Weight];
        float[] weights = parameters.Slice(shape.Offset, shape.Count).ToArray();
        float[] bias = linear.Bias is { } index
            ? parameters.Slice(graph.Weights[index].Offset, graph.Weights[index].Count).ToArray()
            : new float[shape.Columns];
        return new NetworkNode.Affine([(source, WeightMatrix.Of(shape.Columns, shape.Rows, (output, input) => weights[(input * shape.Columns) + output]))], bias);
    }

    private static WeightMatrix Diagonal(int outputs, int inputs, float factor)
    {
        int count = Math.Min(outputs, inputs);
        return new WeightMatrix(inputs, [.. Enumerable.Range(0, outputs + 1).Select(row => Math.Min(row, count))], [.. Enumerable.Range(0, count)], [.. Enumerable.Repeat(factor, count)]);
    }
}
