using TinyRecursion.Models;
using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Operators;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading;

/// <summary>The nodes of a graph that its outputs need, each behind those that it reads.</summary>
internal static class NodeOrder
{
    /// <summary>Finds them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">Names of values that no node makes: inputs and constants.</param>
    /// <exception cref="OnnxProblem">A value is made twice or never, nodes need each other, or operators are not read: all of them are named.</exception>
    public static List<NodeProto> Of(GraphProto graph, IReadOnlySet<string> known)
    {
        Dictionary<string, int> makers = Makers(graph, known);
        var order = new List<NodeProto>();
        var state = new byte[graph.Node.Count];
        var path = new Stack<(int Node, int Input)>();
        foreach (ValueInfoProto output in graph.Output)
        {
            Visit(output.Name, () => $"output {ModelFormatException.Quote(output.Name)}");
            while (path.TryPop(out (int Node, int Input) place))
            {
                NodeProto node = graph.Node[place.Node];
                if (place.Input == node.Input.Count)
                {
                    state[place.Node] = 2;
                    order.Add(node);
                    continue;
                }

                path.Push((place.Node, place.Input + 1));
                Visit(node.Input[place.Input], () => Place(node));
            }
        }

        RequireRead(order);
        return order;

        void Visit(string name, Func<string> reader)
        {
            if (name.Length == 0 || known.Contains(name))
            {
                return;
            }

            if (!makers.TryGetValue(name, out int maker))
            {
                throw new OnnxProblem($"{reader()}: nothing makes {ModelFormatException.Quote(name)}");
            }

            if (state[maker] == 1)
            {
                throw new OnnxProblem($"{Place(graph.Node[maker])}: needs its own output");
            }

            if (state[maker] == 0)
            {
                state[maker] = 1;
                path.Push((maker, 0));
            }
        }
    }

    /// <summary>A node for messages: its name, or else its first output, and its operator.</summary>
    public static string Place(NodeProto node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(output => output.Length > 0) ?? string.Empty;
        return $"node {ModelFormatException.Quote(name)} ({ModelFormatException.Quote(node.OpType).Trim('\'')})";
    }

    private static Dictionary<string, int> Makers(GraphProto graph, IReadOnlySet<string> known)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Node.Count; i++)
        {
            foreach (string output in graph.Node[i].Output)
            {
                if (output.Length > 0 && (known.Contains(output) || !makers.TryAdd(output, i)))
                {
                    throw new OnnxProblem($"{Place(graph.Node[i])}: {ModelFormatException.Quote(output)} is there already");
                }
            }
        }

        return makers;
    }

    private static void RequireRead(List<NodeProto> order)
    {
        // Enough of them to see what they are.
        const int MostNamed = 8;
        string[] missing = [.. order
            .Where(node => node.Domain is not ("" or "ai.onnx") || !OperatorTable.Names.Contains(node.OpType))
            .GroupBy(node => node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                string nodes = string.Join(", ", group.Take(MostNamed).Select(node => Place(node).Split(" (")[0]["node ".Length..]));
                return $"{ModelFormatException.Quote(group.Key).Trim('\'')} (node {nodes}{(group.Count() > MostNamed ? $" and {group.Count() - MostNamed} more" : string.Empty)})";
            })];
        if (missing.Length > 0)
        {
            throw new OnnxProblem($"operators that rules do not have: {string.Join("; ", missing.Take(MostNamed))}{(missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : string.Empty)}");
        }
    }
}
