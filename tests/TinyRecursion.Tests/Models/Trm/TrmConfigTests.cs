using System.Text;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;
using Xunit;

namespace TinyRecursion.Tests.Models.Trm;

public class TrmConfigTests
{
    private const string Published = """
        {"batch_size": 3, "seq_len": 36, "puzzle_emb_ndim": 48, "num_puzzle_identifiers": 5, "vocab_size": 11, "H_cycles": 3,
         "L_cycles": 6, "H_layers": 0, "L_layers": 2, "hidden_size": 48, "expansion": 2, "num_heads": 4, "pos_encodings": "rope",
         "halt_max_steps": 16, "halt_exploration_prob": 0.1, "forward_dtype": "bfloat16", "mlp_t": true, "puzzle_emb_len": 16,
         "no_ACT_continue": true, "loss": {"name": "losses@ACTLossHead"}}
        """;

    public static TheoryData<string> Samples => [.. TrmSamples.Names];

    [Fact]
    public void A_published_config_is_read_field_by_field()
    {
        TrmConfig config = Read(Published);

        Assert.Equal((36, 11, 5, 48, 16), (config.SequenceLength, config.VocabularySize, config.PuzzleCount, config.PuzzleWidth, config.PuzzleSlots));
        Assert.Equal((3, 6, 2, 48, 4), (config.HighCycles, config.LowCycles, config.Layers, config.Width, config.Heads));
        Assert.Equal((TrmPositions.Rotary, true, 16, 0.1f), (config.Positions, config.Mixer, config.HaltMaximumSteps, config.HaltExploration));
        Assert.Equal((1e-5f, 10000f, 2.0), (config.Epsilon, config.RotaryBase, config.Expansion));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_written_is_read_back(string sample)
    {
        TrmConfig config = TrmSamples.Model(sample).Config;

        Assert.Equal(config, Read(TrmConfigJson.Write(config)));
    }

    [Theory]
    [InlineData("\"hidden_size\"", "\"hiden_size\"", "field 'hiden_size': unknown field")]
    [InlineData("\"rope\"", "\"sinus\"", "field 'pos_encodings': expected one of none, rope, learned, found 'sinus'")]
    [InlineData("\"H_cycles\": 3,", "", "field 'H_cycles' is missing")]
    [InlineData("\"H_cycles\": 3,", "\"H_cycles\": 3, \"H_cycles\": 3,", "field 'H_cycles': occurs twice")]
    [InlineData("\"num_heads\": 4", "\"num_heads\": 0", "field 'num_heads'")]
    [InlineData("\"expansion\": 2", "\"expansion\": -2", "field 'expansion'")]
    [InlineData("\"puzzle_emb_len\": 16", "\"puzzle_emb_len\": 1, \"rms_norm_eps\": 0", "field 'rms_norm_eps'")]
    [InlineData("\"puzzle_emb_ndim\": 48", "\"puzzle_emb_ndim\": 900", "field 'puzzle_emb_len' must be at least 19")]
    [InlineData("\"no_ACT_continue\": true", "\"no_ACT_continue\": false", "field 'no_ACT_continue'")]
    [InlineData("\"forward_dtype\": \"bfloat16\"", "\"forward_dtype\": \"int4\"", "field 'forward_dtype'")]
    [InlineData("\"expansion\": 2", "\"expansion\": 1e-9", "has 0 columns")]
    [InlineData("\"hidden_size\": 48", "\"hidden_size\": 16384", "too many parameters")]
    [InlineData("\"H_cycles\": 3", "\"H_cycles\": 2147483647", "field 'H_cycles' makes")]
    [InlineData("\"H_layers\": 0", "\"\\ud800\": 0", "expected JSON")]
    [InlineData("}}", "}", "expected JSON")]
    public void A_field_that_cannot_be_used_is_named(string old, string changed, string problem)
    {
        var error = Assert.Throws<ModelFormatException>(() => Read(Published.Replace(old, changed, StringComparison.Ordinal)));

        Assert.StartsWith("a.json: config: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(48, 2.0, 256)]
    [InlineData(97, 4.0, 512)]
    [InlineData(512, 4.0, 1536)]
    [InlineData(512, 1.5, 512)]
    [InlineData(384, 3.0, 768)]
    [InlineData(385, 3.0, 1024)]
    public void Gated_widths_are_rounded_up_to_multiples_of_256(int width, double expansion, int expected) =>
        Assert.Equal(expected, (TrmSamples.Model("bare").Config with { Expansion = expansion }).GatedWidth(width));

    [Theory]
    [InlineData(0, 100, 3)]
    [InlineData(0, 96, 2)]
    [InlineData(0, 0, 0)]
    public void No_number_of_slots_means_as_many_as_the_embedding_needs(int slots, int width, int expected)
    {
        TrmConfig config = Read(Published
            .Replace("\"puzzle_emb_len\": 16", $"\"puzzle_emb_len\": {slots}", StringComparison.Ordinal)
            .Replace("\"puzzle_emb_ndim\": 48", $"\"puzzle_emb_ndim\": {width}", StringComparison.Ordinal));

        Assert.Equal(expected, config.PuzzleSlots);
    }

    [Fact]
    public void Sizes_that_the_data_give_may_be_left_out()
    {
        string bare = Published.Replace("\"seq_len\": 36,", string.Empty, StringComparison.Ordinal);

        Assert.Equal(81, TrmConfigJson.Read(Encoding.UTF8.GetBytes(bare), "a.json", new TrmSizes { SequenceLength = 81 }).SequenceLength);
        Assert.Contains(
            "field 'seq_len' is missing", Assert.Throws<ModelFormatException>(() => Read(bare)).Message, StringComparison.Ordinal);
    }

    private static TrmConfig Read(string json) => TrmConfigJson.Read(Encoding.UTF8.GetBytes(json), "a.json");
}
