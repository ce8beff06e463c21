using System.IO.Compression;
using System.Runtime.InteropServices;
using TinyRecursion.Models;
using TinyRecursion.Models.PyTorch;
using Xunit;
using static TinyRecursion.Tests.Models.PyTorch.CheckpointSamples;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>What <c>torch.save</c> writes is read as PyTorch would read it.</summary>
public sealed class PyTorchCheckpointTests
{
    [Fact]
    public void Reads_a_state_dictionary_in_its_order()
    {
        Safetensors state = PyTorchCheckpoint.Read(Fixture("state.pt"));

        Assert.Equal(
            [
                "weight", "transposed", "row", "column", "parameter", "scalar", "of.Float", "of.Double", "of.Half", "of.BFloat16",
                "of.Long", "of.Int", "of.Short", "of.Char", "of.Byte", "of.Bool",
            ],
            state.Tensors.Select(tensor => tensor.Name));
        Assert.Empty(state.Metadata);
        Assert.Equal([1.5f, -2f], state.Find("parameter")!.ToFloat32());
        Assert.Equal("[]", state.Find("scalar")!.ShapeText);
        Assert.Equal([0.5f], state.Find("scalar")!.ToFloat32());
    }

    [Fact]
    public void Reads_views_of_one_storage()
    {
        Safetensors state = PyTorchCheckpoint.Read(Fixture("state.pt"));
        float[] all = [.. Enumerable.Range(0, 12).Select(i => i / 4f)];

        Assert.Equal("[3, 4]", state.Find("weight")!.ShapeText);
        Assert.Equal(all, state.Find("weight")!.ToFloat32());
        Assert.Equal("[4, 3]", state.Find("transposed")!.ShapeText);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => all[(i % 3 * 4) + (i / 3)])], state.Find("transposed")!.ToFloat32());
        Assert.Equal(all[4..8], state.Find("row")!.ToFloat32());
        Assert.Equal([all[1], all[5], all[9]], state.Find("column")!.ToFloat32());
    }

    [Theory]
    [InlineData("Float", DType.F32, "0000803F0000000000000040")]
    [InlineData("Double", DType.F64, "000000000000F03F00000000000000000000000000000040")]
    [InlineData("Half", DType.F16, "003C00000040")]
    [InlineData("BFloat16", DType.BF16, "803F00000040")]
    [InlineData("Long", DType.I64, "010000000000000000000000000000000200000000000000")]
    [InlineData("Int", DType.I32, "010000000000000002000000")]
    [InlineData("Short", DType.I16, "010000000200")]
    [InlineData("Char", DType.I8, "010002")]
    [InlineData("Byte", DType.U8, "010002")]
    [InlineData("Bool", DType.Bool, "010001")]
    public void Reads_every_type_of_storage(string storage, object typeValue, string bytes)
    {
        var type = (DType)typeValue;
        Tensor tensor = PyTorchCheckpoint.Read(Fixture("state.pt")).Find("of." + storage)!;

        Assert.Equal(type, tensor.Type);
        Assert.Equal("[3]", tensor.ShapeText);
        Assert.Equal(bytes, Convert.ToHexString(tensor.Data.Span));
    }

    [Theory]
    [InlineData("nested.pt")]
    [InlineData("nested3.pt")]
    [InlineData("nested4.pt")]
    [InlineData("nested5.pt")]
    public void Names_tensors_of_nested_dictionaries_and_skips_other_values_in_every_protocol(string file)
    {
        Safetensors checkpoint = PyTorchCheckpoint.Read(Fixture(file));

        Assert.Equal(["model.layer.weight", "optimizer.state.0.exp_avg"], checkpoint.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([-1f, 0, 1, 2], checkpoint.Tensors[0].ToFloat32());
        Assert.Equal(DType.F64, checkpoint.Tensors[1].Type);
    }

    [Fact]
    public void Reads_strided_views_in_row_major_order()
    {
        Safetensors shapes = PyTorchCheckpoint.Read(Fixture("shapes.pt"));
        IEnumerable<int> permuted =
            from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 2) from d in Enumerable.Range(0, 4)
            select a + (20 * b) + (60 * c) + (5 * d);

        Assert.Equal([.. Enumerable.Range(0, 120)], Integers(shapes, "cube", "[2, 3, 4, 5]"));
        Assert.Equal([.. permuted], Integers(shapes, "permuted", "[5, 3, 2, 4]"));
        Assert.Equal([21, 23, 41, 43, 81, 83, 101, 103], Integers(shapes, "slice", "[2, 2, 2]"));
        Assert.Equal([5, 7, 9], Integers(shapes, "ones", "[1, 3, 1]"));
        Assert.Equal([9, 4, 9, 4, 9, 4], shapes.Find("repeated")!.Data.ToArray());
        Assert.Equal("[0, 3]", shapes.Find("empty")!.ShapeText);
        Assert.Equal(0, shapes.Find("empty")!.Data.Length);
    }

    [Fact]
    public void Reads_unsigned_numbers_from_storages_of_bytes()
    {
        Safetensors shapes = PyTorchCheckpoint.Read(Fixture("shapes.pt"));

        Assert.Equal(DType.U16, shapes.Find("uint16")!.Type);
        Assert.Equal("0200FFFF", Convert.ToHexString(shapes.Find("uint16")!.Data.Span));
        Assert.Equal(DType.U32, shapes.Find("uint32")!.Type);
        Assert.Equal([1UL << 63], shapes.Find("uint64")!.ToUInt64());
    }

    [Fact]
    public void Tensors_that_are_all_of_a_storage_share_its_bytes()
    {
        byte[] pickle = new PickleWriter().Op("}(").Text("a").Tensor(2, 0, [2], [1]).Text("b").Tensor(2, 0, [1, 2], [2, 1]).Op('u').ToArray();
        Safetensors checkpoint = Read(Checkpoint(pickle, ("data/0", new byte[8])));

        Assert.True(MemoryMarshal.TryGetArray(checkpoint.Tensors[0].Data, out ArraySegment<byte> first));
        Assert.True(MemoryMarshal.TryGetArray(checkpoint.Tensors[1].Data, out ArraySegment<byte> second));
        Assert.Same(first.Array, second.Array);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Reads_archives_that_were_packed_again(CompressionLevel level)
    {
        byte[] file = Archive(level, Entries(File.ReadAllBytes(Fixture("state.pt"))));

        Safetensors expected = PyTorchCheckpoint.Read(Fixture("state.pt")), found = Read(file);

        Assert.Equal(expected.Tensors.Select(tensor => tensor.Name), found.Tensors.Select(tensor => tensor.Name));
        Assert.All(expected.Tensors, tensor => Assert.Equal(tensor.Data.ToArray(), found.Find(tensor.Name)!.Data.ToArray()));
    }

    [Fact]
    public void Reads_from_the_streams_position_and_leaves_the_stream_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. File.ReadAllBytes(Fixture("shapes.pt"))]) { Position = 3 };

        Assert.Equal(11, PyTorchCheckpoint.Read(stream, "f").Tensors.Count);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Reads_a_file_whose_comment_stands_at_its_end()
    {
        byte[] file = Checkpoint(PickleWriter.OneTensor(1, 0, [], []), ("data/0", [0, 0, 0, 0x40]));
        file[^2] = 3;

        Assert.Equal([2f], Read([.. file, 1, 2, 3]).Find("w")!.ToFloat32());
    }

    [Fact]
    public void An_empty_dictionary_has_no_tensors() =>
        Assert.Empty(Read(Checkpoint(new PickleWriter().Op('}').ToArray())).Tensors);

    [Theory]
    [InlineData("state.pt", true)]
    [InlineData("opcodes.txt", false)]
    public void Knows_an_archive_by_its_first_bytes(string file, bool expected) =>
        Assert.Equal(expected, PyTorchCheckpoint.IsCheckpoint(Fixture(file)));

    private static int[] Integers(Safetensors file, string name, string shape)
    {
        Tensor tensor = file.Find(name)!;
        Assert.Equal(DType.I32, tensor.Type);
        Assert.Equal(shape, tensor.ShapeText);
        return MemoryMarshal.Cast<byte, int>(tensor.Data.Span).ToArray();
    }
}
