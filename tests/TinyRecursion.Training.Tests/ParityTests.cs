using TinyRecursion.Models;
using TinyRecursion.Training.Parity;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>
/// What the published code of tiny recursive models computed is computed here. More cases than the shipped ones are
/// compared when the environment variable TRM_PARITY names their folder.
/// </summary>
public sealed class ParityTests : IDisposable
{
    private const string Mixer = "mixer";
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "fixtures", "parity");
    private readonly string _folder = Directory.CreateTempSubdirectory("parity").FullName;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            string? more = Environment.GetEnvironmentVariable("TRM_PARITY");
            foreach (string folder in string.IsNullOrEmpty(more) ? [Shipped] : new[] { Shipped, more })
            {
                foreach (string name in ParityCase.NamesIn(folder))
                {
                    cases.Add(folder, name);
                }
            }

            return cases;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_quantity_is_what_the_published_code_computed(string folder, string name) =>
        Assert.All(ParityCase.Read(folder, name).Run(), difference => Assert.True(difference.IsClose, difference.ToString()));

    [Theory]
    [InlineData("attention-rope")]
    [InlineData(Mixer)]
    public void Logits_and_states_are_equal_to_the_last_bit(string name)
    {
        IReadOnlyList<ParityDifference> differences = ParityCase.Read(Shipped, name).Run();

        Assert.Equal(
            8, differences.Count(difference => difference is { Tolerance: ParityCase.ValueTolerance, Difference: 0 }));
    }

    [Fact]
    public void Vector_execution_is_compared_after_the_final_states()
    {
        List<ParityDifference> differences = [.. ParityCase.Read(Shipped, Mixer).Run()];
        int at = differences.FindIndex(difference => difference.Quantity == ParityCase.VectorStep);

        Assert.InRange(differences[at].Difference, double.Epsilon, ParityCase.ValueTolerance);
        Assert.Equal("final.z_L", differences[at - 1].Quantity);
    }

    [Fact]
    public void A_wrong_value_is_not_close()
    {
        const string Name = "step2.logits";
        Replace("expected", Name, tensor => Changed(tensor, values => values[7] += 2e-4f));

        IEnumerable<ParityDifference> far = ParityCase.Read(_folder, Mixer).Run().Where(difference => !difference.IsClose);

        Assert.Equal(Name, Assert.Single(far).Quantity);
    }

    [Fact]
    public void What_is_not_a_number_is_not_close()
    {
        const string Name = "final.z_L";
        Replace("expected", Name, tensor => Changed(tensor, values => values[0] = float.NaN));

        IEnumerable<ParityDifference> far = ParityCase.Read(_folder, Mixer).Run().Where(difference => !difference.IsClose);

        Assert.Equal(Name, Assert.Single(far).Quantity);
    }

    [Fact]
    public void A_weight_that_is_not_a_number_is_refused()
    {
        const string Name = "model.inner.lm_head.weight";
        Replace("weights", Name, tensor => Changed(tensor, values => values[3] = float.NaN));

        Assert.Contains(Name, Assert.ThrowsAny<FormatException>(() => ParityCase.Read(_folder, Mixer)).Message);
    }

    [Theory]
    [InlineData("inputs")]
    [InlineData("labels")]
    [InlineData("final.z_H")]
    [InlineData("step3.q_halt_logits")]
    [InlineData("grad.model.inner.q_head.bias")]
    public void A_tensor_that_is_too_short_is_refused(string name)
    {
        Replace("expected", name, tensor =>
        {
            int bytes = tensor.Data.Length - Tensor.SizeOf(tensor.Type);
            return Tensor.FromBytes(name, tensor.Type, [bytes / Tensor.SizeOf(tensor.Type)], tensor.Data.Span[..bytes]);
        });

        Assert.Contains(
            $"'{name}'", Assert.ThrowsAny<FormatException>(() => ParityCase.Read(_folder, Mixer).Run()).Message);
    }

    [Fact]
    public void A_label_that_is_no_token_is_refused()
    {
        Replace("expected", "labels", tensor =>
        {
            byte[] data = tensor.Data.ToArray();
            data[0] = 99;
            return Tensor.FromBytes(tensor.Name, tensor.Type, tensor.Shape, data);
        });

        Assert.Contains("'labels'", Assert.ThrowsAny<FormatException>(() => ParityCase.Read(_folder, Mixer)).Message);
    }

    private static Tensor Changed(Tensor tensor, Action<float[]> change)
    {
        float[] values = tensor.ToFloat32();
        change(values);
        return Tensor.FromFloat32(tensor.Name, tensor.Shape, values);
    }

    /// <summary>Copies the mixer's case with one tensor of one of its files replaced.</summary>
    private void Replace(string file, string name, Func<Tensor, Tensor> replace)
    {
        foreach (string path in Directory.GetFiles(Shipped, Mixer + ".*"))
        {
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
        }

        string changed = Path.Combine(_folder, $"{Mixer}.{file}.safetensors");
        Safetensors tensors = SafetensorsFile.Read(changed);
        Assert.NotNull(tensors.Find(name));
        SafetensorsFile.Write(
            changed, [.. tensors.Tensors.Select(tensor => tensor.Name == name ? replace(tensor) : tensor)], tensors.Metadata);
    }
}
