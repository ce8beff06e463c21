using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>Rebuilds a graph from its JSON, node by node through <see cref="RuleGraphBuilder"/>.</summary>
internal static class GraphReader
{
    private const string Place = "graph";

    private static readonly string[] Fields = ["stateWidth", "featureColumns", "nextState", "readout", "encoding", "halting", "nodes"];

    /// <summary>Reads a graph.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">
    /// Not JSON, an unknown operation, a missing, unknown or repeated field, or shapes that do not fit; the message
    /// names the node and the field.
    /// </exception>
    public static RuleGraph Read(string text, string source) => JsonCursor.Read(text, GraphJson.MaximumLength, source, Place, Read);

    private static RuleGraph Read(ref JsonCursor cursor)
    {
        var values = new int?[Fields.Length];
        var nodes = new List<NodeFields>();
        cursor.StartObject();
        while (cursor.NextField())
        {
            int field = cursor.FieldAmong(Fields);
            cursor.Once(values[field] is not null);
            values[field] = Fields[field] == "nodes" ? ReadNodes(ref cursor, nodes) : cursor.Int(Fields[field] == "stateWidth" ? 1 : 0);
        }

        cursor.Finish();
        try
        {
            return Build(ref cursor, values, nodes);
        }
        catch (ArgumentException error)
        {
            // The builder's refusals; the cursor still says at which node.
            const string prefix = "Rule graph: ";
            throw cursor.Error(error.Message.StartsWith(prefix, StringComparison.Ordinal) ? error.Message[prefix.Length..] : error.Message);
        }
    }

    private static RuleGraph Build(ref JsonCursor cursor, int?[] values, List<NodeFields> nodes)
    {
        var builder = new RuleGraphBuilder(Need(ref cursor, values, "stateWidth"), Need(ref cursor, values, "featureColumns"));
        for (int i = 0; i < Need(ref cursor, values, "nodes"); i++)
        {
            cursor.At("graph node", index: i);
            if (Build(ref cursor, builder, nodes[i]) != i)
            {
                throw cursor.Error("expected one node 'state', found two");
            }
        }

        cursor.At(Place);
        RuleGraph graph = builder.Build(
            Need(ref cursor, values, "nextState", nodes.Count), Need(ref cursor, values, "readout", nodes.Count),
            Optional(ref cursor, values, "encoding", nodes.Count), Optional(ref cursor, values, "halting", nodes.Count));
        Bound(ref cursor, graph);
        return graph;
    }

    /// <summary>
    /// Nodes may share their weights, so a small file could ask for any amount of memory and work; both are kept in proportion to the
    /// parameters, of which the file holds every one.
    /// </summary>
    private static void Bound(ref JsonCursor cursor, RuleGraph graph)
    {
        long values = graph.Nodes.Sum(node => (long)node.Shape.Width), mostValues = (4L * graph.ParameterCount) + (1 << 16);
        long products = graph.Nodes.Sum(node => node.Operation.WeightOf(WeightRole.Map) is { } map ? (long)graph.Weights[map].Count : 0);
        long mostProducts = (16L * graph.ParameterCount) + (1 << 20);
        if (values > mostValues)
        {
            throw cursor.Error($"a run needs {values} numbers a cell, expected at most {mostValues} with {graph.ParameterCount} parameters");
        }

        if (products > mostProducts)
        {
            throw cursor.Error($"a step needs {products} multiplications a cell, expected at most {mostProducts} with {graph.ParameterCount} parameters");
        }
    }

    private static int ReadNodes(ref JsonCursor cursor, List<NodeFields> nodes)
    {
        var scratch = new List<int>();
        cursor.StartArray();
        while (cursor.NextElement())
        {
            if (nodes.Count == GraphJson.MaximumNodes)
            {
                throw cursor.Error($"expected at most {GraphJson.MaximumNodes} nodes, found more");
            }

            cursor.At("graph node", index: nodes.Count);
            nodes.Add(NodeFields.Read(ref cursor, scratch));
            cursor.At(Place);
        }

        return nodes.Count;
    }

    private static int Need(ref JsonCursor cursor, int?[] values, string field, int limit = int.MaxValue) =>
        Optional(ref cursor, values, field, limit) ?? throw cursor.Error($"field '{field}' is missing");

    private static int? Optional(ref JsonCursor cursor, int?[] values, string field, int limit)
    {
        int? value = values[Array.IndexOf(Fields, field)];
        return value >= limit ? throw cursor.Error($"field '{field}': expected a node below {limit}, found {value}") : value;
    }

    private static int Build(ref JsonCursor cursor, RuleGraphBuilder builder, NodeFields node)
    {
        (int? Inputs, string[] Fields) needed = node.Op switch
        {
            "state" => (0, []),
            "embed" => (0, ["column", "table", "rows", "width"]),
            "embedSlot" => (0, ["column", "table", "rows", "tableWidth", "width"]),
            "linear" => (1, ["name", "width", "bias"]),
            "rmsNorm" => (1, node.Has("epsilon") ? ["epsilon"] : []),
            "scale" => (1, ["factor"]),
            "rotary" => (1, ["heads", "theta"]),
            "attention" => (3, ["heads"]),
            "transpose" => (1, ["cells"]),
            "relu" or "silu" => (1, []),
            "add" => (null, []),
            "multiply" => (2, []),
            "snap" => (1, ["width"]),
            "pool" or "maximum" or "spread" => (1, ["relation"]),
            "gather" => (1, ["relation", "degree"]),
            _ => throw cursor.Error($"field 'op': expected a known operation, found {ModelFormatException.Quote(node.Op)}"),
        };
        node.Require(ref cursor, needed.Inputs, needed.Fields);
        if (node.Has("table") && node.Get<string>("table").Length == 0)
        {
            throw cursor.Error("field 'table': expected a name, found ''");
        }

        int[] inputs = node.Inputs;
        return node.Op switch
        {
            "state" => builder.State(),
            "embed" => builder.Embed(Int("column"), Int("rows"), Int("width"), node.Get<string>("table")),
            "embedSlot" => builder.EmbedSlot(Int("column"), Int("rows"), Int("tableWidth"), Int("width"), node.Get<string>("table")),
            "linear" => builder.Linear(inputs[0], Int("width"), node.Get<string>("name"), node.Get<bool>("bias")),
            "rmsNorm" => builder.RmsNorm(inputs[0], node.Has("epsilon") ? node.Get<float>("epsilon") : Operation.RmsNorm.DefaultEpsilon),
            "scale" => builder.Scale(inputs[0], node.Get<float>("factor")),
            "rotary" => builder.Rotary(inputs[0], Int("heads"), node.Get<float>("theta")),
            "attention" => builder.Attention(inputs[0], inputs[1], inputs[2], Int("heads")),
            "transpose" => builder.Transpose(inputs[0], Int("cells")),
            "relu" => builder.Relu(inputs[0]),
            "silu" => builder.Silu(inputs[0]),
            "add" => builder.Add(inputs),
            "multiply" => builder.Multiply(inputs[0], inputs[1]),
            "snap" => builder.Snap(inputs[0], Int("width")),
            "pool" => builder.Pool(inputs[0], node.Get<string>("relation")),
            "maximum" => builder.Maximum(inputs[0], node.Get<string>("relation")),
            "spread" => builder.Spread(inputs[0], node.Get<string>("relation")),
            _ => builder.Gather(inputs[0], node.Get<string>("relation"), Int("degree")),
        };

        int Int(string field) => node.Get<int>(field);
    }
}
