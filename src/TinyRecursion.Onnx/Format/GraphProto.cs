namespace TinyRecursion.Onnx.Format;

/// <summary>A graph of nodes over named values (onnx.proto, <c>GraphProto</c>).</summary>
internal sealed class GraphProto : IMessage
{
    /// <summary>The graph's name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Words for people.</summary>
    public string DocString { get; set; } = string.Empty;

    /// <summary>The nodes, by the format in an order in which they can be computed.</summary>
    public List<NodeProto> Node { get; } = [];

    /// <summary>Constants, by name.</summary>
    public List<TensorProto> Initializer { get; } = [];

    /// <summary>The inputs; before version 4 of the format the constants among them.</summary>
    public List<ValueInfoProto> Input { get; } = [];

    /// <summary>The outputs.</summary>
    public List<ValueInfoProto> Output { get; } = [];

    /// <summary>Types of values within the graph, which need not be there.</summary>
    public List<ValueInfoProto> ValueInfo { get; } = [];

    /// <summary>How many sparse constants there are; they are not read.</summary>
    public int SparseInitializerCount { get; private set; }

    /// <summary>Reads one.</summary>
    public static GraphProto Parse(WireReader reader)
    {
        var graph = new GraphProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: graph.Node.Add(NodeProto.Parse(reader.Message())); break;
                case 2: graph.Name = reader.Text(); break;
                case 5: graph.Initializer.Add(TensorProto.Parse(reader.Message())); break;
                case 10: graph.DocString = reader.Text(); break;
                case 11: graph.Input.Add(ValueInfoProto.Parse(reader.Message())); break;
                case 12: graph.Output.Add(ValueInfoProto.Parse(reader.Message())); break;
                case 13: graph.ValueInfo.Add(ValueInfoProto.Parse(reader.Message())); break;
                case 15: reader.Skip(); graph.SparseInitializerCount++; break;
                default: reader.Skip(); break;
            }
        }

        return graph;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Messages(1, Node);
        writer.Text(2, Name);
        writer.Messages(5, Initializer);
        writer.Text(10, DocString);
        writer.Messages(11, Input);
        writer.Messages(12, Output);
        writer.Messages(13, ValueInfo);
    }
}
