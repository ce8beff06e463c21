using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Headers of safetensors files that are refused, each with the whole message, and limits at their edge.</summary>
public sealed class SafetensorsHeaderTests
{
    private const string Byte = "\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]";
    private const string Forty = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd";

    [Theory]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", "header: field '__metadata__': occurs twice")]
    [InlineData("{\"__metadata__\":{},\"w\":{" + Byte + "},\"__metadata__\":{}}", "header: field '__metadata__': occurs twice")]
    [InlineData("{\"__metadata__\":[]}", "__metadata__: expected an object, found an array")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "__metadata__: field 'a': occurs twice")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "__metadata__: field 'a': expected a string, found 1")]
    [InlineData("{\"__metadata__\":{\"a\":{}}}", "__metadata__: field 'a': expected a string, found an object")]
    [InlineData("{\"w\":1}", "tensor 'w': expected an object, found 1")]
    [InlineData("{\"w\":{\"dtype\":\"F64\",\"dtype\":\"F64\"}}", "tensor 'w': field 'dtype': occurs twice")]
    [InlineData("{\"w\":{\"shape\":[],\"shape\":[]}}", "tensor 'w': field 'shape': occurs twice")]
    [InlineData("{\"w\":{\"data_offsets\":[0,1],\"data_offsets\":[0,1]}}", "tensor 'w': field 'data_offsets': occurs twice")]
    [InlineData("{\"w\":{}}", "tensor 'w': field 'dtype' is missing")]
    [InlineData("{\"w\":{\"shape\":[],\"data_offsets\":[0,8]}}", "tensor 'w': field 'dtype' is missing")]
    [InlineData("{\"w\":{\"dtype\":\"F64\",\"data_offsets\":[0,8]}}", "tensor 'w': field 'shape' is missing")]
    [InlineData("{\"w\":{\"dtype\":\"F64\",\"shape\":[]}}", "tensor 'w': field 'data_offsets' is missing")]
    [InlineData("{\"w\":{\"shape\":\"x\"}}", "tensor 'w': field 'shape': expected an array, found 'x'")]
    [InlineData("{\"w\":{\"shape\":[\"x\"]}}", "tensor 'w': field 'shape': expected whole numbers from 0 to 9223372036854775807, found 'x'")]
    [InlineData("{\"w\":{\"data_offsets\":[0,1,2]}}", "tensor 'w': field 'data_offsets': expected at most 2 numbers, found more")]
    [InlineData("{\"w\":{\"data_offsets\":[5]}}", "tensor 'w': field 'data_offsets': expected [start, end] in order, found [5]")]
    [InlineData(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,4]}}",
        "tensor 'w': field 'shape': expected fewer than 2^63 bytes, found [9223372036854775807, 2]")]
    [InlineData(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[4,8]}}",
        "tensor 'w': field 'data_offsets': expected 8 bytes for F32 [1, 2], found 4")]
    [InlineData(
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
        "tensor 'w': field 'data_offsets': expected a start at byte 0, found 1: bytes between tensors")]
    [InlineData(
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
        "tensor 'b': field 'data_offsets': expected a start at byte 2, found 1: tensors overlap")]
    [InlineData("{\"w\":{" + Byte + "},\"a\":{" + Byte + "},\"w\":{" + Byte + "}}", "tensor 'w': expected one tensor of this name, found two")]
    [InlineData("{\"w\":{\"" + Forty + "\":1}}", "tensor 'w': field '" + Forty + "': unknown field")]
    [InlineData("{\"w\":{\"" + Forty + "e\":1}}", "tensor 'w': field '" + Forty + "…': unknown field")]
    public void Refuses_with_the_place_and_the_reason(string header, string message) =>
        Assert.Equal("f: " + message, Refusal(() => ModelSamples.Read(ModelSamples.File(header, 16))));

    [Fact]
    public void Nothing_may_follow_the_header()
    {
        Assert.StartsWith("f: header: expected JSON, found an error in it: ", Refusal(() => ModelSamples.Read(ModelSamples.File("{}x", 0))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "header length: expected 8 bytes, found 3")]
    [InlineData(0, "header length: expected 8 bytes, found 0")]
    public void A_file_shorter_than_its_length_is_refused(int bytes, string message) =>
        Assert.Equal("f: " + message, Refusal(() => ModelSamples.Read(new byte[bytes])));

    [Fact]
    public void A_file_of_a_length_alone_has_no_header() =>
        Assert.StartsWith("f: header: expected JSON", Refusal(() => ModelSamples.Read(new byte[8])), StringComparison.Ordinal);

    [Fact]
    public void Metadata_ends_at_its_limit()
    {
        Assert.Equal(4096, ModelSamples.Read(ModelSamples.File(Metadata(4096), 0)).Metadata.Count);
        Assert.Equal(
            "f: __metadata__: field 'k4096': expected at most 4096 entries, found more",
            Refusal(() => ModelSamples.Read(ModelSamples.File(Metadata(4097), 0))));

        static string Metadata(int count) =>
            $"{{\"__metadata__\":{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":\"\""))}}}}}";
    }

    [Fact]
    public void Dimensions_end_at_their_limit()
    {
        Assert.Equal(64, ModelSamples.Read(ModelSamples.File(Ones(64), 1)).Tensors[0].Shape.Length);
        Assert.Equal(
            "f: tensor 'w': field 'shape': expected at most 64 numbers, found more", Refusal(() => ModelSamples.Read(ModelSamples.File(Ones(65), 1))));

        static string Ones(int count) =>
            $"{{\"w\":{{\"dtype\":\"U8\",\"shape\":[{string.Join(',', Enumerable.Repeat(1, count))}],\"data_offsets\":[0,1]}}}}";
    }

    [Fact]
    public void A_tensor_ends_where_an_array_does()
    {
        long most = Array.MaxLength;
        SafetensorsHeader two = Parse(
            $"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[{most}],\"data_offsets\":[0,{most}]}},"
            + $"\"b\":{{\"dtype\":\"U8\",\"shape\":[{most}],\"data_offsets\":[{most},{2 * most}]}}}}",
            2 * most);

        Assert.Equal([(0L, most), (most, 2 * most)], two.Entries.Select(entry => (entry.Start, entry.End)));
        Assert.Equal(
            $"f: tensor 'b': expected at most {most} bytes, found {most + 1}",
            Refusal(() => Parse(
                $"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}},"
                + $"\"b\":{{\"dtype\":\"U8\",\"shape\":[{most + 1}],\"data_offsets\":[9,{most + 10}]}}}}",
                most + 10)));
    }

    [Fact]
    public void A_file_comes_back_from_the_disk()
    {
        string folder = Directory.CreateTempSubdirectory("safetensors").FullName;
        string path = Path.Combine(folder, "file");

        SafetensorsFile.Write(path, [Tensor.FromFloat32("w", [2], [1, 2])], new Dictionary<string, string> { ["a"] = "b" });
        Safetensors file = SafetensorsFile.Read(path);

        Directory.Delete(folder, recursive: true);
        Assert.Equal([1f, 2f], file.Find("w")!.ToFloat32());
        Assert.Equal("b", file.Metadata["a"]);
    }

    private static SafetensorsHeader Parse(string header, long bytes) =>
        SafetensorsHeader.Parse(System.Text.Encoding.UTF8.GetBytes(header), bytes, "f");

    private static string Refusal(Func<object> read) => Assert.Throws<ModelFormatException>(read).Message;
}
