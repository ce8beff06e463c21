using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tests.Models.PyTorch;
using Xunit;

namespace TinyRecursion.Tests.Models.Trm;

public class TrmCheckpointTests
{
    public static TheoryData<string> Samples => [.. TrmSamples.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_model_goes_out_under_published_names_and_comes_back(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);

        TrmModel back = Read(model, TrmCheckpoint.Write(model));

        Assert.Equal(model.Parameters.ToArray(), back.Parameters.ToArray());
        Assert.Equal(model.Cycles.HighStart.ToArray(), back.Cycles.HighStart.ToArray());
        Assert.Equal(model.Cycles.LowStart.ToArray(), back.Cycles.LowStart.ToArray());
        Assert.Equal((model.Cycles.HighCycles, model.Cycles.LowCycles), (back.Cycles.HighCycles, back.Cycles.LowCycles));
    }

    [Fact]
    public void Maps_are_stored_as_PyTorch_has_them_and_stacked_by_output()
    {
        TrmModel model = TrmSamples.Model("rotary");
        Tensor stacked = TrmCheckpoint.Write(model).Single(tensor => tensor.Name == "model.inner.L_level.layers.1.self_attn.qkv_proj.weight");
        float[] values = stacked.ToFloat32();

        // Row 8 + 2 of [24, 8] is output 2 of the keys.
        int at = model.Graph.Weights.Single(weight => weight.Name == "layers.1.attention.key.weight").Offset;
        Assert.Equal([24L, 8L], stacked.Shape.ToArray());
        Assert.Equal(model.Parameters.Span[at + (5 * 8) + 2], values[((8 + 2) * 8) + 5]);
    }

    [Theory]
    [InlineData("_orig_mod.model.inner.")]
    [InlineData("_orig_mod.")]
    [InlineData("model.")]
    [InlineData("")]
    [InlineData("module._orig_mod.model.inner.")]
    [InlineData("_orig_mod.module._orig_mod.model.inner._orig_mod.")]
    [InlineData("state_dict.module.model.inner.")]
    [InlineData("checkpoint.weights.model.inner.")]
    public void Any_published_prefix_will_do(string prefix)
    {
        TrmModel model = TrmSamples.Model("mixer");

        TrmModel back = Read(model, TrmCheckpoint.Write(model).Select(tensor => Renamed(tensor, prefix + tensor.Name["model.inner.".Length..])));

        Assert.Equal(model.Parameters.ToArray(), back.Parameters.ToArray());
    }

    [Theory]
    [InlineData("model._orig_mod.model.inner.", "ema_helper.model.inner.")]
    [InlineData("model.", "optimizer.state.0.")]
    [InlineData("ema.model.", null)]
    public void The_model_of_a_training_run_is_read_and_what_lies_beside_it_is_not(string prefix, string? beside)
    {
        TrmModel model = TrmSamples.Model("mixer");
        List<Tensor> tensors = [.. TrmCheckpoint.Write(model)];

        TrmModel back = Read(model, tensors.Select(tensor => Renamed(tensor, prefix + tensor.Name["model.inner.".Length..])).Concat(
            beside is null ? [] : tensors.Select(tensor => Renamed(tensor, beside + tensor.Name["model.inner.".Length..]))));

        Assert.Equal(model.Parameters.ToArray(), back.Parameters.ToArray());
    }

    [Fact]
    public void Two_models_and_none_are_refused_with_what_was_found()
    {
        TrmModel model = TrmSamples.Model("mixer");
        IReadOnlyList<Tensor> tensors = TrmCheckpoint.Write(model);

        string two = Assert.Throws<ModelFormatException>(() => Read(model, tensors.Concat(tensors.Select(tensor => Renamed(tensor, "second." + tensor.Name))))).Message;
        string none = Assert.Throws<ModelFormatException>(() => Read(model, [Tensor.FromFloat32("conv.weight", [1], [0f])])).Message;

        Assert.Contains("expected one model, found 2: under 'model.inner.' and 'second.model.inner.'", two, StringComparison.Ordinal);
        Assert.Contains("found 'conv.weight'", none, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_PyTorch_file_holds_the_same(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);
        var pickle = new PickleWriter().Op("}(");
        var storages = new List<(string, byte[])>();
        foreach (Tensor tensor in TrmCheckpoint.Write(model))
        {
            string key = $"{storages.Count}";
            long[] size = tensor.Shape.ToArray(), stride = [.. size.Select((_, i) => size[(i + 1)..].Aggregate(1L, (a, b) => a * b))];
            pickle.Text("_orig_mod." + tensor.Name).Tensor(tensor.Data.Length / 4, 0, size, stride, key);
            storages.Add(("data/" + key, tensor.Data.ToArray()));
        }

        Safetensors file = CheckpointSamples.Read(CheckpointSamples.Checkpoint(pickle.Op('u').ToArray(), [.. storages]));

        Assert.Equal(model.Parameters.ToArray(), TrmCheckpoint.Read(file, "w", model.Config).Parameters.ToArray());
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_what_was_expected_and_found()
    {
        TrmModel model = TrmSamples.Model("mixer");

        var error = Assert.Throws<ModelFormatException>(() => Read(model, TrmCheckpoint.Write(model).Select(tensor =>
            tensor.Name.EndsWith("lm_head.weight", StringComparison.Ordinal) ? Tensor.FromFloat32(tensor.Name, [8, 5], tensor.ToFloat32()) : tensor)));

        Assert.Equal("w: tensor 'model.inner.lm_head.weight': the config needs shape [5, 8], found [8, 5]", error.Message);
    }

    [Fact]
    public void A_missing_and_an_unknown_tensor_are_named()
    {
        TrmModel model = TrmSamples.Model("mixer");
        IReadOnlyList<Tensor> tensors = TrmCheckpoint.Write(model);

        string missing = Assert.Throws<ModelFormatException>(() => Read(model, tensors.Skip(1))).Message;
        string unknown = Assert.Throws<ModelFormatException>(
            () => Read(model, tensors.Append(Tensor.FromFloat32("model.inner.extra", [1], [0f])))).Message;
        string twice = Assert.Throws<ModelFormatException>(
            () => Read(model, tensors.Append(Renamed(tensors[0], "_orig_mod." + tensors[0].Name)))).Message;

        Assert.Contains("tensor 'model.inner.embed_tokens.embedding_weight' is missing, the config needs shape [5, 8]", missing, StringComparison.Ordinal);
        Assert.Contains("tensor 'model.inner.extra': the config has no such tensor", unknown, StringComparison.Ordinal);
        Assert.Contains("occurs under two names", twice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_finite_float_is_refused()
    {
        TrmModel model = TrmSamples.Model("mixer");
        IReadOnlyList<Tensor> tensors = TrmCheckpoint.Write(model);

        string infinite = Assert.Throws<ModelFormatException>(() => Read(
            model, tensors.Select(tensor => tensor.Name.EndsWith("q_head.bias", StringComparison.Ordinal)
                ? Tensor.FromFloat32(tensor.Name, [2], [0f, float.NaN]) : tensor))).Message;
        string whole = Assert.Throws<ModelFormatException>(() => Read(
            model, tensors.Select(tensor => tensor.Name.EndsWith("q_head.bias", StringComparison.Ordinal)
                ? Tensor.FromUInt64(tensor.Name, [2], [0, 1]) : tensor))).Message;

        Assert.Contains("'model.inner.q_head.bias': entry 1: expected a finite number", infinite, StringComparison.Ordinal);
        Assert.Contains("expected F32", whole, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_model_file_holds_everything(string sample)
    {
        TrmModel model = TrmSamples.Model(sample);
        using var stream = new MemoryStream();
        model.ToModel("task", new Dictionary<string, string> { ["from"] = "here" }).Save(stream);
        stream.Position = 0;

        var file = Model.Load(stream, "m");
        TrmModel back = TrmModel.From(file, "m");

        Assert.Equal(model.Config, back.Config);
        Assert.Equal(model.Parameters.ToArray(), back.Parameters.ToArray());
        Assert.Equal(model.Cycles.HighStart.ToArray(), back.Cycles.HighStart.ToArray());
        Assert.Equal("here", file.Card["from"]);
    }

    [Theory]
    [InlineData("start.low", null, "tensor 'start.low': is missing")]
    [InlineData("trm.recursion", "{\"kind\":\"spiral\",\"high\":1,\"low\":1}", "recursion: field 'kind': expected one of nestedCycles")]
    [InlineData("trm.recursion", "{\"kind\":\"nestedCycles\",\"high\":0,\"low\":1}", "recursion: field 'high'")]
    [InlineData("trm.recursion", "{\"kind\":\"nestedCycles\",\"high\":2147483647,\"low\":9}", "expected at most 4096 applications")]
    [InlineData("trm.recursion", "{\"kind\":\"nestedCycles\",\"high\":1}", "expected the fields kind, high and low")]
    public void A_broken_recursion_is_named(string key, string? value, string problem)
    {
        using var stream = new MemoryStream();
        TrmSamples.Model("mixer").ToModel("task", new Dictionary<string, string>()).Save(stream);
        stream.Position = 0;
        Safetensors file = SafetensorsFile.Read(stream, "m");
        var metadata = new Dictionary<string, string>(file.Metadata);
        if (value is not null)
        {
            metadata[key] = value;
        }

        using var changed = new MemoryStream();
        SafetensorsFile.Write(changed, [.. file.Tensors.Where(tensor => tensor.Name != key)], metadata);
        changed.Position = 0;

        Assert.Contains(
            problem, Assert.Throws<ModelFormatException>(() => Model.Load(changed, "m")).Message, StringComparison.Ordinal);
    }

    private static TrmModel Read(TrmModel model, IEnumerable<Tensor> tensors) =>
        TrmCheckpoint.Read(new Safetensors([.. tensors], new Dictionary<string, string>()), "w", model.Config);

    private static Tensor Renamed(Tensor tensor, string name) => Tensor.FromFloat32(name, tensor.Shape, tensor.ToFloat32());
}
