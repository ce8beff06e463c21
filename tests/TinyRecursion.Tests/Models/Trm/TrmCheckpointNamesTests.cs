using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using Xunit;

namespace TinyRecursion.Tests.Models.Trm;

/// <summary>Names and sizes of published checkpoints: wrappers, what lies beside a model, what is left over.</summary>
public sealed class TrmCheckpointNamesTests
{
    private const string Prefix = "model.inner.";

    private static readonly TrmModel Mixer = TrmSamples.Model("mixer");

    [Theory]
    [InlineData("_orig_mod")]
    [InlineData("module")]
    [InlineData("_fsdp_wrapped_module")]
    public void Wrappers_within_a_name_are_left_out(string wrapper)
    {
        TrmModel back = Read(TrmCheckpoint.Write(Mixer).Select(tensor =>
        {
            int at = tensor.Name.LastIndexOf('.');
            return Renamed(tensor, $"{tensor.Name[..at]}.{wrapper}{tensor.Name[at..]}");
        }));

        Assert.Equal(Mixer.Parameters.ToArray(), back.Parameters.ToArray());
    }

    [Fact]
    public void What_lies_beside_a_model_without_a_prefix_is_not_read()
    {
        IReadOnlyList<Tensor> tensors = TrmCheckpoint.Write(Mixer);

        TrmModel back = Read(Beneath(string.Empty).Concat(Beneath("optimizer.state.")));

        Assert.Equal(Mixer.Parameters.ToArray(), back.Parameters.ToArray());

        IEnumerable<Tensor> Beneath(string prefix) => tensors.Select(tensor => Renamed(tensor, prefix + tensor.Name[Prefix.Length..]));
    }

    [Fact]
    public void Beside_an_average_only_what_a_training_run_has_may_lie()
    {
        List<Tensor> average = [.. TrmCheckpoint.Write(Mixer).Select(tensor => Renamed(tensor, "ema." + tensor.Name))];

        Assert.Equal(Mixer.Parameters.ToArray(), Read(average.Append(One("optim.step"))).Parameters.ToArray());
        Assert.Equal(
            "w: tensor 'conv.weight': expected only tensors under 'ema.model.inner.', where those of the model are",
            Refusal(average.Append(One("conv.weight"))));
    }

    [Fact]
    public void Angles_of_rotary_positions_are_not_needed()
    {
        TrmModel back = Read(TrmCheckpoint.Write(Mixer).Concat([One(Prefix + "rotary_emb.cos_cached"), One(Prefix + "rotary_emb.sin_cached")]));

        Assert.Equal(Mixer.Parameters.ToArray(), back.Parameters.ToArray());
    }

    [Fact]
    public void A_name_that_ends_as_another_is_not_the_other() => Assert.Equal(
        "w: tensor 'model.inner.my_embed_tokens.embedding_weight': the config has no such tensor",
        Refusal(TrmCheckpoint.Write(Mixer).Append(One(Prefix + "my_embed_tokens.embedding_weight"))));

    [Theory]
    [InlineData("", "no tensor")]
    [InlineData("a", "'a'")]
    [InlineData("a b c", "3 tensors: 'a', 'b', 'c'")]
    [InlineData("a b c d", "4 tensors: 'a', 'b', 'c', …")]
    public void Where_there_is_no_model_what_there_is_is_told(string names, string found) => Assert.Equal(
        "w: expected the tensors of a tiny recursive model, 'model.inner.embed_tokens.embedding_weight' among them, found " + found,
        Refusal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)));

    [Fact]
    public void Starts_that_are_not_set_are_zeros()
    {
        TrmModel model = Mixer with { Cycles = new NestedCyclesOptions { HighCycles = 2, LowCycles = 2 } };

        foreach (string name in (string[])["H_init", "L_init"])
        {
            Assert.Equal(new float[Mixer.Config.Width], TrmCheckpoint.Write(model).Single(tensor => tensor.Name == Prefix + name).ToFloat32());
        }
    }

    [Fact]
    public void Gradients_have_the_names_and_values_of_the_tensors()
    {
        IReadOnlyDictionary<string, float[]> named = TrmCheckpoint.ByName(Mixer, Mixer.Parameters.Span);

        // All but the two starts.
        Assert.Equal(TrmCheckpoint.Write(Mixer).SkipLast(2).Select(tensor => (tensor.Name, tensor.ToFloat32())), named.Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData("mixer", 6, 4)]
    [InlineData("learned", 6, 4)]
    [InlineData("learned mixer", 6, 4)]
    [InlineData("rotary", null, 4)]
    [InlineData("bare", null, 1)]
    public void Tensors_give_the_sizes_away(string sample, int? length, int puzzles)
    {
        TrmModel model = TrmSamples.Model(sample);

        Assert.Equal(
            new TrmSizes { VocabularySize = 5, PuzzleCount = puzzles, SequenceLength = length }, SizesOf(model.Config.PuzzleSlots, [.. TrmCheckpoint.Write(model)]));
    }

    [Fact]
    public void Only_what_can_be_a_size_is_one()
    {
        Assert.Equal(
            new TrmSizes { VocabularySize = int.MaxValue, PuzzleCount = 1, SequenceLength = 7 },
            SizesOf(0, Empty("embed_tokens.embedding_weight", int.MaxValue, 0), Empty("embed_pos.embedding_weight", 7, 0), Empty("L_level.layers.0.mlp_t.down_proj.weight", 9, 0)));
        Assert.Equal(
            new TrmSizes { VocabularySize = null, PuzzleCount = 1, SequenceLength = null },
            SizesOf(0, Empty("embed_tokens.embedding_weight", 1L << 31, 0), One("embed_pos.embedding_weight")));

        static Tensor Empty(string name, params long[] shape) => Tensor.FromFloat32(name, shape, []);
    }

    private static TrmSizes SizesOf(int slots, params Tensor[] tensors) =>
        TrmCheckpoint.SizesOf(new Safetensors(tensors, new Dictionary<string, string>()), "w", slots);

    private static Tensor One(string name) => Tensor.FromFloat32(name, [], [0f]);

    private static TrmModel Read(IEnumerable<Tensor> tensors) =>
        TrmCheckpoint.Read(new Safetensors([.. tensors], new Dictionary<string, string>()), "w", Mixer.Config);

    private static string Refusal(IEnumerable<Tensor> tensors) => Assert.Throws<ModelFormatException>(() => Read(tensors)).Message;

    private static Tensor Renamed(Tensor tensor, string name) => Tensor.FromFloat32(name, tensor.Shape, tensor.ToFloat32());
}
