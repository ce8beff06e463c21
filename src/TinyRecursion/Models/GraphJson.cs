using System.Text;
using System.Text.Json;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// A rule's graph as JSON text, which model files keep in their metadata. Nodes are rebuilt through
/// <see cref="RuleGraphBuilder"/>, so every shape is checked again.
/// </summary>
internal static class GraphJson
{
    /// <summary>The most nodes that are written or read.</summary>
    public const int MaximumNodes = 4096;

    /// <summary>The longest text that is written or read, in characters.</summary>
    public const int MaximumLength = 1 << 18;

    /// <summary>Writes a graph. The same graph gives the same text.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">It has more than <see cref="MaximumNodes"/> nodes, or its names are too long.</exception>
    public static string Write(RuleGraph graph)
    {
        if (graph.Nodes.Count > MaximumNodes)
        {
            throw new ArgumentException($"A graph of {graph.Nodes.Count} nodes; at most {MaximumNodes} can be saved.", nameof(graph));
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("stateWidth", graph.StateWidth);
            json.WriteNumber("featureColumns", graph.FeatureColumns);
            json.WriteStartArray("nodes");
            foreach (Node node in graph.Nodes)
            {
                json.WriteStartObject();
                json.WriteString("op", node.Operation.Kind);
                WriteAttributes(json, graph, node);
                json.WriteStartArray("inputs");
                foreach (int input in node.Inputs)
                {
                    json.WriteNumberValue(input);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("nextState", graph.NextState);
            json.WriteNumber("readout", graph.Readout);
            WriteOptional(json, "encoding", graph.Encoding);
            WriteOptional(json, "halting", graph.Halting);
            json.WriteEndObject();
        }

        string text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        return text.Length <= MaximumLength
            ? text
            : throw new ArgumentException($"The graph takes {text.Length} characters, at most {MaximumLength} can be saved.", nameof(graph));
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, int? node)
    {
        if (node is { } index)
        {
            json.WriteNumber(name, index);
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, RuleGraph graph, Node node)
    {
        if (node.Operation.Follows is { } relation)
        {
            json.WriteString("relation", relation.Name);
        }

        WeightShape? table = node.Operation.WeightOf(WeightRole.Table) is { } index ? graph.Weights[index] : null;
        (string Name, object Value)[] attributes = node.Operation switch
        {
            Operation.Embed embed => [("column", embed.Column), ("table", table!.Name), ("rows", table.Rows), ("width", node.Shape.Width)],
            Operation.EmbedSlot slot =>
                [("column", slot.Column), ("table", table!.Name), ("rows", table.Rows), ("tableWidth", table.Columns), ("width", node.Shape.Width)],
            Operation.RmsNorm norm when norm.Epsilon != Operation.RmsNorm.DefaultEpsilon => [("epsilon", norm.Epsilon)],
            Operation.Scale scale => [("factor", scale.Factor)],
            Operation.Rotary rotary => [("heads", rotary.Heads), ("theta", rotary.Theta)],
            Operation.Attention attention => [("heads", attention.Heads)],
            Operation.Transpose transpose => [("cells", transpose.Cells)],
            // The builder names a map's tensors "name.weight" and "name.bias".
            Operation.Linear linear =>
                [("name", graph.Weights[linear.Weight].Name[..^".weight".Length]), ("width", node.Shape.Width), ("bias", linear.Bias is not null)],
            Operation.Snap snap => [("width", snap.Width)],
            Operation.Gather gather => [("degree", gather.Degree)],
            _ => [],
        };
        foreach ((string name, object value) in attributes)
        {
            json.WritePropertyName(name);
            switch (value)
            {
                case string text:
                    json.WriteStringValue(text);
                    break;
                case bool flag:
                    json.WriteBooleanValue(flag);
                    break;
                case float real:
                    json.WriteNumberValue(real);
                    break;
                default:
                    json.WriteNumberValue((int)value);
                    break;
            }
        }
    }
}
