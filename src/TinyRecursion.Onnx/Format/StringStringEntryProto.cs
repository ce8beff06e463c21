namespace TinyRecursion.Onnx.Format;

/// <summary>A name with a value (onnx.proto, <c>StringStringEntryProto</c>).</summary>
internal sealed class StringStringEntryProto : IMessage
{
    /// <summary>The name.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>The value.</summary>
    public string Value { get; set; } = string.Empty;

    /// <summary>Reads one.</summary>
    public static StringStringEntryProto Parse(WireReader reader)
    {
        var entry = new StringStringEntryProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: entry.Key = reader.Text(); break;
                case 2: entry.Value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return entry;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Key);
        writer.Text(2, Value);
    }
}
