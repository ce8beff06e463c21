namespace TinyRecursion.Onnx.Format;

/// <summary>An ONNX file: a graph and the versions of the operators in it (onnx.proto, <c>ModelProto</c>).</summary>
internal sealed class ModelProto : IMessage
{
    /// <summary>The version of the file format.</summary>
    public long IrVersion { get; set; }

    /// <summary>Who wrote it.</summary>
    public string ProducerName { get; set; } = string.Empty;

    /// <summary>The version of who wrote it.</summary>
    public string ProducerVersion { get; set; } = string.Empty;

    /// <summary>The model's name space.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>The version of the model itself.</summary>
    public long ModelVersion { get; set; }

    /// <summary>Words for people.</summary>
    public string DocString { get; set; } = string.Empty;

    /// <summary>The graph; null where the file has none.</summary>
    public GraphProto? Graph { get; set; }

    /// <summary>The operator sets that it uses.</summary>
    public List<OperatorSetIdProto> OpsetImport { get; } = [];

    /// <summary>Names with values.</summary>
    public List<StringStringEntryProto> MetadataProps { get; } = [];

    /// <summary>How many functions of its own the file declares; they are not read.</summary>
    public int FunctionCount { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its bytes, of which tensors keep slices.</param>
    /// <exception cref="InvalidDataException">They are not such a message; the message names the byte.</exception>
    public static ModelProto Parse(ReadOnlyMemory<byte> bytes)
    {
        var model = new ModelProto();
        for (var reader = new WireReader(bytes); reader.Next();)
        {
            switch (reader.Field)
            {
                case 1: model.IrVersion = reader.Int64(); break;
                case 2: model.ProducerName = reader.Text(); break;
                case 3: model.ProducerVersion = reader.Text(); break;
                case 4: model.Domain = reader.Text(); break;
                case 5: model.ModelVersion = reader.Int64(); break;
                case 6: model.DocString = reader.Text(); break;
                case 7: model.Graph = model.Graph is null ? GraphProto.Parse(reader.Message()) : throw reader.Error("expected one graph, found two"); break;
                case 8: model.OpsetImport.Add(OperatorSetIdProto.Parse(reader.Message())); break;
                case 14: model.MetadataProps.Add(StringStringEntryProto.Parse(reader.Message())); break;
                case 25: reader.Skip(); model.FunctionCount++; break;
                default: reader.Skip(); break;
            }
        }

        return model;
    }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new WireWriter();
        WriteTo(writer);
        return writer.Bytes;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Int64(1, IrVersion);
        writer.Text(2, ProducerName);
        writer.Text(3, ProducerVersion);
        writer.Text(4, Domain);
        writer.Int64(5, ModelVersion);
        writer.Text(6, DocString);
        writer.Message(7, Graph);
        writer.Messages(8, OpsetImport);
        writer.Messages(14, MetadataProps);
    }
}
