using System.Text;
using System.Text.Json;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// A rule's graph as JSON text, which model files keep in their metadata. Nodes are rebuilt through
/// <see cref="RuleGraphBuilder"/>, so every shape is checked again.
/// </summary>
public static class GraphJson
{
    /// <summary>More nodes than any tiny rule has; a hostile file stops here.</summary>
    private const int MaximumNodes = 4096;

    /// <summary>Writes a graph. The same graph gives the same text.</summary>
    public static string Write(RuleGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
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
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads a graph.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">Not JSON, an unknown operation, a missing or unknown field, or shapes that do not fit.</exception>
    public static RuleGraph Read(string text, string source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            var root = new JsonFields(document.RootElement, source, "graph");
            root.Allow("stateWidth", "featureColumns", "nodes", "nextState", "readout");
            var builder = new RuleGraphBuilder(root.Int("stateWidth", 1), root.Int("featureColumns", 0));
            IReadOnlyList<JsonElement> nodes = root.Array("nodes", MaximumNodes);
            for (int i = 0; i < nodes.Count; i++)
            {
                int built = ReadNode(builder, new JsonFields(nodes[i], source, $"graph node {i}"));
                if (built != i)
                {
                    throw new ModelFormatException(source, $"graph node {i}: a second state");
                }
            }

            return builder.Build(root.Int("nextState", 0), root.Int("readout", 0));
        }
        catch (JsonException error)
        {
            throw new ModelFormatException(source, $"the graph is not JSON: {error.Message.ReplaceLineEndings(" ")}", error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new ModelFormatException(source, error.Message.ReplaceLineEndings(" "), error);
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, RuleGraph graph, Node node)
    {
        switch (node.Operation)
        {
            case Operation.Embed embed:
                json.WriteNumber("column", embed.Column);
                json.WriteString("table", graph.Weights[embed.Table].Name);
                json.WriteNumber("rows", graph.Weights[embed.Table].Rows);
                json.WriteNumber("width", node.Shape.Width);
                break;
            case Operation.Linear linear:
                // The builder names a map's tensors "name.weight" and "name.bias".
                json.WriteString("name", graph.Weights[linear.Weight].Name[..^".weight".Length]);
                json.WriteNumber("width", node.Shape.Width);
                json.WriteBoolean("bias", linear.Bias is not null);
                break;
            case Operation.Pool pool:
                json.WriteString("relation", pool.Relation);
                break;
            case Operation.Spread spread:
                json.WriteString("relation", spread.Relation);
                break;
            case Operation.Gather gather:
                json.WriteString("relation", gather.Relation);
                json.WriteNumber("degree", gather.Degree);
                break;
            default:
                break;
        }
    }

    private static int ReadNode(RuleGraphBuilder builder, JsonFields node)
    {
        string kind = node.Text("op");
        switch (kind)
        {
            case "state":
                node.Allow("op", "inputs");
                _ = node.Inputs(0);
                return builder.State();
            case "embed":
                node.Allow("op", "inputs", "column", "table", "rows", "width");
                _ = node.Inputs(0);
                return builder.Embed(node.Int("column", 0), node.Int("rows", 1), node.Int("width", 1), node.Text("table"));
            case "linear":
                node.Allow("op", "inputs", "name", "width", "bias");
                return builder.Linear(node.Inputs(1)[0], node.Int("width", 1), node.Text("name"), node.Flag("bias"));
            case "rmsNorm":
                node.Allow("op", "inputs");
                return builder.RmsNorm(node.Inputs(1)[0]);
            case "relu":
                node.Allow("op", "inputs");
                return builder.Relu(node.Inputs(1)[0]);
            case "silu":
                node.Allow("op", "inputs");
                return builder.Silu(node.Inputs(1)[0]);
            case "add":
                node.Allow("op", "inputs");
                return builder.Add(node.Inputs(null));
            case "multiply":
                node.Allow("op", "inputs");
                int[] factors = node.Inputs(2);
                return builder.Multiply(factors[0], factors[1]);
            case "pool":
                node.Allow("op", "inputs", "relation");
                return builder.Pool(node.Inputs(1)[0], node.Text("relation"));
            case "spread":
                node.Allow("op", "inputs", "relation");
                return builder.Spread(node.Inputs(1)[0], node.Text("relation"));
            case "gather":
                node.Allow("op", "inputs", "relation", "degree");
                return builder.Gather(node.Inputs(1)[0], node.Text("relation"), node.Int("degree", 1));
            default:
                throw node.Error($"unknown operation '{kind}'");
        }
    }
}
