using System.Text;
using System.Text.Json;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>Rebuilds a graph from its JSON, node by node through <see cref="RuleGraphBuilder"/>.</summary>
internal static class GraphReader
{
    private const string Place = "graph";

    /// <summary>Reads a graph.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">The file's name for errors.</param>
    public static RuleGraph Read(string text, string source)
    {
        if (text.Length > GraphJson.MaximumLength)
        {
            throw new ModelFormatException(
                source, $"{Place}: expected at most {GraphJson.MaximumLength} characters, found {text.Length}");
        }

        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(text), source, Place);
        try
        {
            return Read(ref cursor);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw JsonCursor.Malformed(source, Place, error);
        }
        catch (ArgumentException error)
        {
            // The builder's refusals; the cursor still says at which node.
            const string prefix = "Rule graph: ";
            throw cursor.Error(error.Message.StartsWith(prefix, StringComparison.Ordinal) ? error.Message[prefix.Length..] : error.Message);
        }
    }

    private static RuleGraph Read(ref JsonCursor cursor)
    {
        int? stateWidth = null, featureColumns = null, nextState = null, readout = null, encoding = null, halting = null;
        List<NodeFields>? nodes = null;
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (cursor.FieldIs("stateWidth"u8))
            {
                cursor.Once(stateWidth is not null);
                stateWidth = cursor.Int(1);
            }
            else if (cursor.FieldIs("featureColumns"u8))
            {
                cursor.Once(featureColumns is not null);
                featureColumns = cursor.Int(0);
            }
            else if (cursor.FieldIs("nextState"u8))
            {
                cursor.Once(nextState is not null);
                nextState = cursor.Int(0);
            }
            else if (cursor.FieldIs("readout"u8))
            {
                cursor.Once(readout is not null);
                readout = cursor.Int(0);
            }
            else if (cursor.FieldIs("encoding"u8))
            {
                cursor.Once(encoding is not null);
                encoding = cursor.Int(0);
            }
            else if (cursor.FieldIs("halting"u8))
            {
                cursor.Once(halting is not null);
                halting = cursor.Int(0);
            }
            else if (cursor.FieldIs("nodes"u8))
            {
                cursor.Once(nodes is not null);
                nodes = ReadNodes(ref cursor);
            }
            else
            {
                throw cursor.UnknownField();
            }
        }

        cursor.Finish();
        var builder = new RuleGraphBuilder(
            Need(ref cursor, stateWidth, "stateWidth"), Need(ref cursor, featureColumns, "featureColumns"));
        int count = Need(ref cursor, nodes?.Count, "nodes");
        for (int i = 0; i < count; i++)
        {
            cursor.At("graph node", index: i);
            if (Build(ref cursor, builder, nodes![i]) != i)
            {
                throw cursor.Error("expected one node 'state', found two");
            }
        }

        cursor.At(Place);
        RuleGraph graph = builder.Build(
            NodeIndex(ref cursor, nextState, "nextState", count), NodeIndex(ref cursor, readout, "readout", count),
            encoding is null ? null : NodeIndex(ref cursor, encoding, "encoding", count),
            halting is null ? null : NodeIndex(ref cursor, halting, "halting", count));
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

    private static List<NodeFields> ReadNodes(ref JsonCursor cursor)
    {
        var nodes = new List<NodeFields>();
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

        return nodes;
    }

    private static int Need(ref JsonCursor cursor, int? value, string field) =>
        value ?? throw cursor.Error($"field '{field}' is missing");

    private static int NodeIndex(ref JsonCursor cursor, int? value, string field, int count)
    {
        int index = Need(ref cursor, value, field);
        return index < count ? index : throw cursor.Error($"field '{field}': expected a node below {count}, found {index}");
    }

    private static void RequireName(ref JsonCursor cursor, NodeFields node)
    {
        if (node.Table.Length == 0)
        {
            throw cursor.Error("field 'table': expected a name, found ''");
        }
    }

    private static int Build(ref JsonCursor cursor, RuleGraphBuilder builder, NodeFields node)
    {
        switch (node.Op)
        {
            case "state":
                node.Require(ref cursor, 0);
                return builder.State();
            case "embed":
                node.Require(ref cursor, 0, "column", "table", "rows", "width");
                RequireName(ref cursor, node);
                return builder.Embed(node.Column, node.Rows, node.Width, node.Table);
            case "linear":
                node.Require(ref cursor, 1, "name", "width", "bias");
                return builder.Linear(node.Inputs[0], node.Width, node.Name, node.Bias);
            case "embedSlot":
                node.Require(ref cursor, 0, "column", "table", "rows", "tableWidth", "width");
                RequireName(ref cursor, node);
                return builder.EmbedSlot(node.Column, node.Rows, node.TableWidth, node.Width, node.Table);
            case "rmsNorm":
                if (node.HasEpsilon)
                {
                    node.Require(ref cursor, 1, "epsilon");
                    return builder.RmsNorm(node.Inputs[0], node.Epsilon);
                }

                node.Require(ref cursor, 1);
                return builder.RmsNorm(node.Inputs[0]);
            case "scale":
                node.Require(ref cursor, 1, "factor");
                return builder.Scale(node.Inputs[0], node.Factor);
            case "rotary":
                node.Require(ref cursor, 1, "heads", "theta");
                return builder.Rotary(node.Inputs[0], node.Heads, node.Theta);
            case "attention":
                node.Require(ref cursor, 3, "heads");
                return builder.Attention(node.Inputs[0], node.Inputs[1], node.Inputs[2], node.Heads);
            case "transpose":
                node.Require(ref cursor, 1, "cells");
                return builder.Transpose(node.Inputs[0], node.Cells);
            case "relu":
                node.Require(ref cursor, 1);
                return builder.Relu(node.Inputs[0]);
            case "silu":
                node.Require(ref cursor, 1);
                return builder.Silu(node.Inputs[0]);
            case "add":
                node.Require(ref cursor, null);
                return builder.Add(node.Inputs);
            case "multiply":
                node.Require(ref cursor, 2);
                return builder.Multiply(node.Inputs[0], node.Inputs[1]);
            case "snap":
                node.Require(ref cursor, 1, "width");
                return builder.Snap(node.Inputs[0], node.Width);
            case "pool":
                node.Require(ref cursor, 1, "relation");
                return builder.Pool(node.Inputs[0], node.Relation);
            case "maximum":
                node.Require(ref cursor, 1, "relation");
                return builder.Maximum(node.Inputs[0], node.Relation);
            case "spread":
                node.Require(ref cursor, 1, "relation");
                return builder.Spread(node.Inputs[0], node.Relation);
            case "gather":
                node.Require(ref cursor, 1, "relation", "degree");
                return builder.Gather(node.Inputs[0], node.Relation, node.Degree);
            default:
                throw cursor.Error($"field 'op': expected a known operation, found {ModelFormatException.Quote(node.Op)}");
        }
    }
}
