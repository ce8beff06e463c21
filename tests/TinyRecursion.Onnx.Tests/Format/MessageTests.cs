using TinyRecursion.Onnx.Format;
using Xunit;

namespace TinyRecursion.Onnx.Tests.Format;

/// <summary>The messages of the format: what is written is read again, and what is cut off is refused.</summary>
public sealed class MessageTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        ReadOnlyMemory<byte> bytes = Small().ToBytes();
        ModelProto read = ModelProto.Parse(bytes);

        Assert.Equal(bytes.ToArray(), read.ToBytes().ToArray());
        Assert.Equal(13, read.OpsetImport[0].Version);
        NodeProto node = read.Graph!.Node[0];
        Assert.Equal(("Gemm", "first", 1L), (node.OpType, node.Name, node.Attribute[0].I));
        Assert.Equal(["x", "w", ""], node.Input);
        Assert.Equal([2, 3], read.Graph.Initializer[0].Dims);
        Assert.Equal([new DimensionProto(null, "batch"), new DimensionProto(3)], read.Graph.Input[0].Shape!);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_is_whole_without_the_rest()
    {
        ReadOnlyMemory<byte> bytes = Small().ToBytes();
        for (int length = 0; length < bytes.Length; length++)
        {
            try
            {
                _ = ModelProto.Parse(bytes[..length]);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("byte ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Graphs_within_graphs_end_somewhere()
    {
        GraphProto graph = new();
        for (int depth = 0; depth < 40; depth++)
        {
            GraphProto around = new();
            around.Node.Add(new NodeProto { OpType = "Loop", Attribute = { AttributeProto.Of("body", graph) } });
            graph = around;
        }

        var error = Assert.Throws<InvalidDataException>(() => ModelProto.Parse(new ModelProto { Graph = graph }.ToBytes()));
        Assert.EndsWith("expected at most 48 messages within each other, found more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_beyond_the_file_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => ModelProto.Parse(new byte[] { 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0 }));
        Assert.Equal("byte 0: expected 4294967295 bytes, found 1", error.Message);
    }

    private static ModelProto Small()
    {
        var graph = new GraphProto { Name = "small" };
        graph.Input.Add(ValueInfoProto.Of("x", ElementType.Float, "batch", 3));
        graph.Output.Add(ValueInfoProto.Of("y", ElementType.Float, "batch", 2));
        graph.Initializer.Add(TensorProto.Of("w", [2, 3], [1f, 2, 3, 4, 5, 6]));
        graph.Node.Add(new NodeProto { OpType = "Gemm", Name = "first", Input = { "x", "w", "" }, Output = { "y" }, Attribute = { AttributeProto.Of("transB", 1L) } });
        return new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 13 } } };
    }
}
