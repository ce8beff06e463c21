using CsCheck;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Models that run in integers come back as they were, and take the same steps.</summary>
public class IntegerModelFileTests
{
    [Fact]
    public void Any_model_comes_back_as_it_was_and_takes_the_same_steps() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            SampleCase sample = RandomRules.Draw(seed, maximumWidth: 24);
            Model model = Quantised(sample);
            byte[] file = ModelSamples.Bytes(model);

            Model read = ModelSamples.Load(file);

            Assert.Equal(file, ModelSamples.Bytes(read));
            Assert.Equal(model.Parameters.ToArray(), read.Parameters.ToArray());
            Assert.Equal(State(model, sample), State(read, sample));
        },
        iter: 20);

    [Fact]
    public void What_the_integers_stand_for_is_near_what_was_quantised()
    {
        SampleCase sample = OperationSamples.Draw("Linear", 3, 32);
        Model model = Quantised(sample);
        double size = sample.Parameters.Sum(value => value * (double)value);

        double error = model.Parameters.ToArray().Zip(sample.Parameters).Sum(pair => Math.Pow(pair.First - pair.Second, 2));

        Assert.InRange(Math.Sqrt(error / size), 1e-5, 0.05);
    }

    [Theory]
    [InlineData("integer.exponents", 0, 15, "Node 0 has exponent 15, outside -15..14")]
    [InlineData("integer.exponents", 0, -16, "Node 0 has exponent -16")]
    [InlineData("integer.numbers", 0, 3, "Weights of 3 bits, expected 2, 4 or 8")]
    public void Numbers_out_of_range_are_refused_by_name(string tensor, int column, int value, string problem)
    {
        Safetensors file = ModelSamples.Read(ModelSamples.Bytes(Quantised(OperationSamples.Draw("Linear", 3, 32))));
        var nodes = (int)file.Tensors.First(known => known.Name == "integer.exponents").Shape[0];
        List<Tensor> tensors = [.. file.Tensors.Select(known =>
        {
            if (known.Name != tensor)
            {
                return known;
            }

            // Of the exponents the first; of the numbers those of every node, of which maps look at theirs.
            int[] values = known.ToInt32();
            int width = values.Length / nodes;
            for (int node = 0; node < (width == 1 ? 1 : nodes); node++)
            {
                values[(node * width) + column] = value;
            }

            return Tensor.FromInt32(known.Name, known.Shape, values);
        })];

        FormatException error = Assert.Throws<ModelFormatException>(() => ModelSamples.Load(Bytes(tensors, file.Metadata)));

        Assert.StartsWith("f: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_foreign_tensors_and_executions_are_refused_by_name()
    {
        Safetensors file = ModelSamples.Read(ModelSamples.Bytes(Quantised(OperationSamples.Draw("Linear", 3, 32))));
        Assert.Contains("'integer.exponents': is missing, expected I32", Refused([.. file.Tensors.Where(tensor => tensor.Name != "integer.exponents")], file.Metadata), StringComparison.Ordinal);
        Assert.Contains("'more': expected only weights", Refused([.. file.Tensors, Tensor.FromInt32("more", [1], [1])], file.Metadata), StringComparison.Ordinal);
        string graph = file.Metadata["trm.graph"].Replace("\"linear\"", "\"exec\"", StringComparison.Ordinal);
        Assert.Contains("expected a known operation, found 'exec'", Refused(file.Tensors, With(file.Metadata, "trm.graph", graph)), StringComparison.Ordinal);
        Assert.Contains("metadata 'trm.execution': expected 'integer'", Refused(file.Tensors, With(file.Metadata, "trm.execution", "analogue")), StringComparison.Ordinal);

        static string Refused(IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
            Assert.Throws<ModelFormatException>(() => ModelSamples.Load(Bytes(tensors, metadata))).Message;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> metadata, string key, string value) =>
        new(metadata) { [key] = value };

    private static byte[] Bytes(IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static Model Quantised(SampleCase sample)
    {
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [.. Enumerable.Repeat(sample.Problem, 20)], steps: 2);
        IntegerConstants constants = Quantiser.Quantise(sample.Graph, sample.Parameters, calibration);
        return new Model("task", sample.Graph, constants, new Dictionary<string, string> { ["seed"] = "1" });
    }

    private static float[] State(Model model, SampleCase sample)
    {
        using ModelRule rule = model.Open();
        using IRuleSession session = rule.Open();
        Problem problem = sample.Problem;
        session.Bind(problem);
        session.SetState(sample.InitialState);
        session.Step();
        session.Step();
        var state = new float[sample.InitialState.Length];
        session.CopyState(state);
        return state;
    }
}
