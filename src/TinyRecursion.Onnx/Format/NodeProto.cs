namespace TinyRecursion.Onnx.Format;

/// <summary>An operator at work (onnx.proto, <c>NodeProto</c>).</summary>
internal sealed class NodeProto : IMessage
{
    private List<AttributeProto>? _attribute;

    /// <summary>The values that it reads; empty names for optional ones that are not given.</summary>
    public List<string> Input { get; } = [];

    /// <summary>The values that it makes.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Its name, which need not be there.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The operator.</summary>
    public string OpType { get; set; } = string.Empty;

    /// <summary>The operator's name space; empty for ONNX's own.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>Words for people.</summary>
    public string DocString { get; set; } = string.Empty;

    /// <summary>The attributes.</summary>
    public List<AttributeProto> Attribute => _attribute ??= [];

    /// <summary>Reads one.</summary>
    public static NodeProto Parse(WireReader reader)
    {
        var node = new NodeProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: node.Input.Add(reader.Text()); break;
                case 2: node.Output.Add(reader.Text()); break;
                case 3: node.Name = reader.Text(); break;
                case 4: node.OpType = reader.Text(); break;
                case 5: node.Attribute.Add(AttributeProto.Parse(reader.Message())); break;
                case 6: node.DocString = reader.Text(); break;
                case 7: node.Domain = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return node;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Texts(1, Input);
        writer.Texts(2, Output);
        writer.Text(3, Name);
        writer.Text(4, OpType);
        writer.Messages(5, _attribute ?? []);
        writer.Text(6, DocString);
        writer.Text(7, Domain);
    }
}
