using System.Text;
using CsCheck;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Model files come back as they were written, and whatever else a file holds is refused by name.</summary>
public sealed class ModelFileTests
{
    [Fact]
    public void Any_model_comes_back_as_it_was() => Gen.Int[0, 100_000].Sample(seed =>
    {
        SampleCase sample = RandomRules.Draw(seed, maximumWidth: 40);
        var model = new Model("task", sample.Graph, sample.Parameters, new Dictionary<string, string> { ["seed"] = seed.ToString() });

        byte[] file = ModelSamples.Bytes(model);
        Model read = ModelSamples.Load(file);

        Assert.Equal("task", read.Task);
        Assert.Equal(sample.Parameters, read.Parameters.ToArray());
        Assert.Equal(model.Card, read.Card);
        Assert.Equal(GraphJson.Write(sample.Graph), GraphJson.Write(read.Graph));
        Assert.Equal(sample.Graph.Weights, read.Graph.Weights);
        Assert.Equal(file, ModelSamples.Bytes(read));
    }, iter: 60);

    [Fact]
    public void Cut_anywhere_a_file_is_refused_by_name()
    {
        byte[] file = ModelSamples.Bytes(ModelSamples.Model());
        for (int length = 0; length < file.Length; length++)
        {
            ModelFormatException error = Assert.Throws<ModelFormatException>(() => ModelSamples.Load(file[..length]));
            Assert.StartsWith("f: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_changed_bytes_are_read_or_refused_without_taking_more_memory_than_the_file_warrants()
    {
        byte[] file = ModelSamples.Bytes(ModelSamples.Model());
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte, Gen.Int[1, 4]).Array[1, 6].Sample(changes =>
        {
            byte[] changed = [.. file];
            foreach ((int at, byte value, int count) in changes)
            {
                changed.AsSpan(at, Math.Min(count, changed.Length - at)).Fill(value);
            }

            // What the runtime allocates once, such as the texts of a kind of error, is gone the second time.
            long allocated = Math.Min(BytesToLoad(changed), BytesToLoad(changed));
            Assert.InRange(allocated, 0, (40L * file.Length) + 100_000);
        }, iter: 3000, threads: 1);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "tensor 'w': field 'data_offsets': expected a start at byte 0, found 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensors overlap")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 0, "tensor 'w': field 'data_offsets': expected whole numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "expected [start, end] in order")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}""", 4, "tensor 'w': field 'data_offsets'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "tensor 'w'")]
    [InlineData("""{"w":{"dtype":"F9","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'w': field 'dtype': expected one of")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4, "tensor 'w': field 'more': unknown field")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 0, "data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "5 more bytes")]
    [InlineData("[]", 0, "expected an object")]
    [InlineData("""{"w":""", 0, "expected JSON")]
    public void A_hostile_header_is_refused_with_the_tensor_and_the_field(string header, int bytes, string problem)
    {
        ModelFormatException error = Assert.Throws<ModelFormatException>(() => ModelSamples.Read(ModelSamples.File(header, bytes)));
        Assert.StartsWith("f: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(100UL)]
    public void A_header_longer_than_the_file_is_refused_before_anything_is_allocated(ulong length)
    {
        byte[] file = [.. BitConverter.GetBytes(length), .. Encoding.ASCII.GetBytes("{}")];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("header length", Assert.Throws<ModelFormatException>(() => ModelSamples.Read(file)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("\\u0022op\\u0022:\\u0022relu\\u0022", "\\u0022op\\u0022:\\u0022exec\\u0022", "graph node 5: field 'op': expected a known operation, found 'exec'")]
    [InlineData("\\u0022stateWidth\\u0022:4", "\\u0022stateWidth\\u0022:5", "graph")]
    [InlineData("\"trm.version\":\"1\"", "\"trm.version\":\"9\"", "metadata 'trm.version': expected '1', found '9'")]
    [InlineData("\"format\":\"trm\"", "\"format\":\"tru\"", "metadata 'format'")]
    public void A_changed_field_is_refused_by_name(string field, string changed, string problem)
    {
        string text = Encoding.Latin1.GetString(ModelSamples.Bytes(ModelSamples.Model()));
        Assert.Contains(field, text, StringComparison.Ordinal);
        byte[] file = Encoding.Latin1.GetBytes(text.Replace(field, changed, StringComparison.Ordinal));

        Assert.Contains(problem, Assert.Throws<ModelFormatException>(() => ModelSamples.Load(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_no_numbers_are_refused_with_their_place(float value)
    {
        Model model = ModelSamples.Model();
        byte[] file = ModelSamples.Bytes(model);
        WeightShape last = model.Graph.Weights[^1];
        BitConverter.GetBytes(value).CopyTo(file, file.Length - 4);

        string message = Assert.Throws<ModelFormatException>(() => ModelSamples.Load(file)).Message;

        Assert.Contains($"tensor '{last.Name}'", message, StringComparison.Ordinal);
        Assert.Contains($"row {last.Rows - 1}, column {last.Columns - 1}", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Model("t", model.Graph, [.. model.Parameters.ToArray().Skip(1), value], new Dictionary<string, string>()));
    }

    private static long BytesToLoad(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = ModelSamples.Load(file);
        }
        catch (ModelFormatException error)
        {
            Assert.DoesNotContain('\n', error.Message);
            Assert.InRange(error.Message.Length, 1, 500);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
