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

    /// <summary>Reads a graph, see <see cref="GraphReader.Read(string, string)"/>.</summary>
    public static RuleGraph Read(string text, string source) => GraphReader.Read(text, source);

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

        switch (node.Operation)
        {
            case Operation.Embed embed:
                json.WriteNumber("column", embed.Column);
                json.WriteString("table", graph.Weights[embed.Table].Name);
                json.WriteNumber("rows", graph.Weights[embed.Table].Rows);
                json.WriteNumber("width", node.Shape.Width);
                break;
            case Operation.EmbedSlot slot:
                json.WriteNumber("column", slot.Column);
                json.WriteString("table", graph.Weights[slot.Table].Name);
                json.WriteNumber("rows", graph.Weights[slot.Table].Rows);
                json.WriteNumber("tableWidth", graph.Weights[slot.Table].Columns);
                json.WriteNumber("width", node.Shape.Width);
                break;
            case Operation.RmsNorm norm when norm.Epsilon != Operation.RmsNorm.DefaultEpsilon:
                json.WriteNumber("epsilon", norm.Epsilon);
                break;
            case Operation.Scale scale:
                json.WriteNumber("factor", scale.Factor);
                break;
            case Operation.Rotary rotary:
                json.WriteNumber("heads", rotary.Heads);
                json.WriteNumber("theta", rotary.Theta);
                break;
            case Operation.Attention attention:
                json.WriteNumber("heads", attention.Heads);
                break;
            case Operation.Transpose transpose:
                json.WriteNumber("cells", transpose.Cells);
                break;
            case Operation.Linear linear:
                // The builder names a map's tensors "name.weight" and "name.bias".
                json.WriteString("name", graph.Weights[linear.Weight].Name[..^".weight".Length]);
                json.WriteNumber("width", node.Shape.Width);
                json.WriteBoolean("bias", linear.Bias is not null);
                break;
            case Operation.Snap snap:
                json.WriteNumber("width", snap.Width);
                break;
            case Operation.Gather gather:
                json.WriteNumber("degree", gather.Degree);
                break;
            default:
                break;
        }
    }
}
