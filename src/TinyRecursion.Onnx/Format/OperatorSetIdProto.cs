namespace TinyRecursion.Onnx.Format;

/// <summary>An operator set (onnx.proto, <c>OperatorSetIdProto</c>).</summary>
internal sealed class OperatorSetIdProto : IMessage
{
    /// <summary>Its name space; empty for ONNX's own.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>Its version.</summary>
    public long Version { get; set; }

    /// <summary>Reads one.</summary>
    public static OperatorSetIdProto Parse(WireReader reader)
    {
        var set = new OperatorSetIdProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: set.Domain = reader.Text(); break;
                case 2: set.Version = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }

        return set;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Domain);
        writer.Int64(2, Version);
    }
}
