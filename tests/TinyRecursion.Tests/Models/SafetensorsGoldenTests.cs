using System.Text;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>A file whose every byte was put down by hand from the format's description.</summary>
public sealed class SafetensorsGoldenTests
{
    private const string Header =
        """{"__metadata__":{"a":"1","b":"x"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"n":{"dtype":"U64","shape":[],"data_offsets":[8,16]}}""";

    private static readonly byte[] Golden =
    [
        // Header length: 142 characters and 2 spaces, 144 = 0x90.
        0x90, 0, 0, 0, 0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes(Header), 0x20, 0x20,
        // 1.5f = 0x3FC00000, -2f = 0xC0000000.
        0x00, 0x00, 0xC0, 0x3F, 0x00, 0x00, 0x00, 0xC0,
        // 258 = 0x102.
        0x02, 0x01, 0, 0, 0, 0, 0, 0,
    ];

    [Fact]
    public void Writes_the_golden_bytes()
    {
        using var stream = new MemoryStream();

        SafetensorsFile.Write(
            stream,
            [Tensor.FromFloat32("w", [1, 2], [1.5f, -2f]), Tensor.FromUInt64("n", [], [258])],
            new Dictionary<string, string> { ["b"] = "x", ["a"] = "1" });

        Assert.Equal(142, Header.Length);
        Assert.Equal(Golden, stream.ToArray());
    }

    [Fact]
    public void Reads_the_golden_bytes()
    {
        Safetensors file = ModelSamples.Read(Golden);

        Assert.Equal(["w", "n"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal("[1, 2]", file.Tensors[0].ShapeText);
        Assert.Equal([1.5f, -2f], file.Tensors[0].ToFloat32());
        Assert.Equal(0, file.Tensors[1].Shape.Length);
        Assert.Equal([258UL], file.Find("n")!.ToUInt64());
        Assert.Null(file.Find("m"));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x" }, file.Metadata);
    }

    [Fact]
    public void Reads_from_the_streams_position()
    {
        using var stream = new MemoryStream([1, 2, 3, .. Golden]) { Position = 3 };

        Assert.Equal(2, SafetensorsFile.Read(stream, "f").Tensors.Count);
    }

    [Fact]
    public void Reads_a_header_in_another_order_with_escapes_and_blanks()
    {
        Safetensors file = ModelSamples.Read(ModelSamples.File(
            """
             {"late": {"\u0064ata_offsets": [2, 2], "shape": [0, 5], "dtype": "I16"},
              "\u0065arly": {"shape": [2], "dtype": "BOOL", "data_offsets": [0, 2]}}
            """,
            2));

        Assert.Equal(["early", "late"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(DType.Bool, file.Tensors[0].Type);
        Assert.Empty(file.Metadata);
    }

    [Theory]
    [InlineData(DType.F64, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0xBF }, -1.5f)]
    [InlineData(DType.F32, new byte[] { 0, 0, 0xC0, 0xBF }, -1.5f)]
    [InlineData(DType.F16, new byte[] { 0x00, 0xBE }, -1.5f)]
    [InlineData(DType.BF16, new byte[] { 0xC0, 0xBF }, -1.5f)]
    public void Widens_every_kind_of_float(object type, byte[] bytes, float expected) =>
        Assert.Equal([expected], Tensor.FromBytes("t", (DType)type, [1], bytes).ToFloat32());

    [Fact]
    public void Refuses_to_read_elements_as_what_they_are_not()
    {
        Tensor numbers = Tensor.FromUInt64("n", [1], [1]);
        Tensor floats = Tensor.FromFloat32("x", [1], [1]);

        Assert.Equal(
            "tensor 'n': field 'dtype': expected F32, F64, F16 or BF16, found U64",
            Assert.Throws<FormatException>(numbers.ToFloat32).Message);
        Assert.Equal("tensor 'x': field 'dtype': expected U64, found F32", Assert.Throws<FormatException>(floats.ToUInt64).Message);
    }

    [Fact]
    public void Refuses_values_that_do_not_fit_the_shape()
    {
        Assert.Throws<ArgumentException>(() => Tensor.FromFloat32("t", [2, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Tensor.FromFloat32("t", [-1, -1], [1]));
        Assert.Throws<ArgumentException>(() => Tensor.FromUInt64("t", [1L << 40, 1L << 40], []));
        Assert.Throws<ArgumentException>(() => Tensor.FromBytes("t", DType.F32, [1], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Tensor.FromFloat32(string.Empty, [], [1]));
    }

    [Fact]
    public void A_tensor_keeps_its_own_shape()
    {
        long[] shape = [2];
        Tensor tensor = Tensor.FromFloat32("t", shape, [1, 2]);

        shape[0] = 9;

        Assert.Equal("[2]", tensor.ShapeText);
    }

    [Fact]
    public void Refuses_to_write_what_it_would_not_read()
    {
        Tensor t = Tensor.FromFloat32("t", [], [1]);
        var none = new Dictionary<string, string>();
        var many = Enumerable.Range(0, 4097).ToDictionary(i => i.ToString(), _ => string.Empty);

        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [t, t], none));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [Tensor.FromFloat32("__metadata__", [], [1])], none));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [Tensor.FromFloat32("t", new long[65], [])], none));
        Assert.ThrowsAny<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [Tensor.FromFloat32("\ud800", [], [1])], none));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Stream.Null, [], many));
    }
}
