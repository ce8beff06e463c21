using TinyRecursion.Models;
using TinyRecursion.Tests.Models.Trm;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Tensors and metadata that do not fit a model's graph, each with the whole message.</summary>
public sealed class ModelReaderTests
{
    private static readonly Safetensors File = ModelSamples.Read(ModelSamples.Bytes(ModelSamples.Model()));

    [Theory]
    [InlineData("format")]
    [InlineData("trm.version")]
    [InlineData("trm.task")]
    [InlineData("trm.graph")]
    [InlineData("trm.card")]
    public void Missing_metadata_is_named(string key) => Assert.Equal(
        $"f: metadata '{key}' is missing: not a model file of this toolkit",
        Refusal(File.Tensors, File.Metadata.Where(entry => entry.Key != key)));

    [Fact]
    public void A_tensor_of_another_type_or_shape_is_named()
    {
        Tensor first = File.Tensors[0], bits = Tensor.FromBytes(first.Name, DType.Bool, first.Shape, new byte[first.Data.Length / 4]);
        long[] turned = [first.Shape[1], first.Shape[0]];

        Assert.NotEqual(turned[0], turned[1]);
        Assert.Equal($"f: tensor '{first.Name}': field 'dtype': expected F32, found BOOL", Refusal([bits, .. File.Tensors.Skip(1)], File.Metadata));
        Assert.Equal(
            $"f: tensor '{first.Name}': field 'shape': expected {first.ShapeText}, found [{turned[0]}, {turned[1]}]",
            Refusal([Tensor.FromFloat32(first.Name, turned, first.ToFloat32()), .. File.Tensors.Skip(1)], File.Metadata));
        Assert.Equal(
            $"f: tensor '{first.Name}': is missing, expected F32 {first.ShapeText}", Refusal([.. File.Tensors.Skip(1)], File.Metadata));
    }

    [Fact]
    public void A_tensor_too_many_is_named() => Assert.Equal(
        "f: tensor 'more': expected only weights of the graph, found another tensor",
        Refusal([.. File.Tensors, Tensor.FromFloat32("more", [1], [0])], File.Metadata));

    [Fact]
    public void A_weight_that_is_no_number_is_named_with_its_row_and_column()
    {
        Tensor map = File.Tensors.First(tensor => tensor.Shape[0] > 2 && tensor.Shape[1] > 2);
        float[] values = map.ToFloat32();
        long columns = map.Shape[1], at = (2 * columns) + 1;
        values[at] = float.NaN;

        Assert.Equal(
            $"f: tensor '{map.Name}': entry {at} (row 2, column 1): expected a finite number, found NaN",
            Refusal([.. File.Tensors.Select(tensor => tensor == map ? Tensor.FromFloat32(map.Name, map.Shape, values) : tensor)], File.Metadata));
    }

    [Fact]
    public void A_start_that_is_no_number_is_named()
    {
        Safetensors nested = ModelSamples.Read(ModelSamples.Bytes(TrmSamples.Model("mixer").ToModel("task", new Dictionary<string, string>())));
        Tensor start = nested.Find("start.high")!;
        float[] values = start.ToFloat32();
        values[3] = float.NaN;

        Assert.Equal(
            "f: tensor 'start.high': entry 3: expected a finite number, found NaN",
            Refusal([.. nested.Tensors.Select(tensor => tensor == start ? Tensor.FromFloat32(start.Name, start.Shape, values) : tensor)], nested.Metadata));
    }

    [Fact]
    public void Nested_cycles_do_not_run_in_integers()
    {
        Safetensors nested = ModelSamples.Read(ModelSamples.Bytes(TrmSamples.Model("mixer").ToModel("task", new Dictionary<string, string>())));

        Assert.Equal(
            "f: metadata 'trm.recursion': nested cycles do not run in integers",
            Refusal(nested.Tensors, nested.Metadata.Append(new("trm.execution", "integer"))));
    }

    private static string Refusal(IReadOnlyList<Tensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors, new Dictionary<string, string>(metadata));
        return Assert.Throws<ModelFormatException>(() => ModelSamples.Load(stream.ToArray())).Message;
    }
}
