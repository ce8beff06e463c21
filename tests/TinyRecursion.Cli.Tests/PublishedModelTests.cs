using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Published checkpoints in and out, and the comparison with the published code.</summary>
public sealed class PublishedModelTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Trm.Root, "tests", "TinyRecursion.Training.Tests", "fixtures", "parity");
    private static readonly string Config = Path.Combine(Fixtures, "mixer.config.json");
    private static readonly string Weights = Path.Combine(Fixtures, "mixer.weights.safetensors");

    private readonly string _folder = Directory.CreateTempSubdirectory("published").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_checkpoint_becomes_a_model_and_goes_out_again_with_the_same_tensors()
    {
        Trm.Outcome import = await Trm.Run("import", Weights, "--config", Config, "--out", InFolder("m.safetensors"), "--task", "sudoku", "--json");
        Trm.Outcome export = await Trm.Run("export", InFolder("m.safetensors"), "--out", InFolder("mixer.weights.safetensors"));

        Trm.Outcome info = await Trm.Run("info", InFolder("m.safetensors"));
        using JsonDocument told = JsonDocument.Parse((await Trm.Run("info", InFolder("m.safetensors"), "--json")).Output);
        Assert.Contains("nested cycles: 3 high, 6 low in each, 21 applications", info.Output, StringComparison.Ordinal);
        Assert.Equal(6, told.RootElement.GetProperty("nestedCycles").GetProperty("low").GetInt32());
        Assert.Equal((0, 0), (import.ExitCode, export.ExitCode));
        using JsonDocument json = JsonDocument.Parse(import.Output);
        Assert.Equal(("sudoku", 48), (
            json.RootElement.GetProperty("task").GetString(), json.RootElement.GetProperty("config").GetProperty("hidden_size").GetInt32()));
        // The published numbers come out of what was exported, too.
        File.Copy(Config, InFolder("mixer.config.json"));
        File.Copy(Path.Combine(Fixtures, "mixer.expected.safetensors"), InFolder("mixer.expected.safetensors"));
        Assert.Equal(0, (await Trm.Run("parity", _folder)).ExitCode);
    }

    [Fact]
    public async Task A_training_config_in_YAML_will_do_and_sizes_come_from_the_tensors()
    {
        await Write("all_config.yaml", """
            arch:
              H_cycles: 3
              L_cycles: 6
              H_layers: 0
              L_layers: 2
              hidden_size: 48
              expansion: 2
              num_heads: 4
              pos_encodings: none
              mlp_t: true
              puzzle_emb_len: 16
              puzzle_emb_ndim: 48
              halt_max_steps: 16
              halt_exploration_prob: 0.1
              loss: {name: losses@ACTLossHead}
            lr: 1e-4
            """);

        Trm.Outcome outcome = await Trm.Run("import", Weights, "--config", InFolder("all_config.yaml"), "--out", InFolder("m.safetensors"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("mixer 2 × 48, 3 × 6 cycles, 36 tokens of 11", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PyTorch_checkpoint_is_told_from_others_by_its_first_bytes()
    {
        string pickle = Directory.GetFiles(Path.Combine(Trm.Root, "tests", "TinyRecursion.Tests", "Models", "PyTorch", "fixtures"), "*.pt")[0];
        Trm.Outcome zip = await Trm.Run("import", pickle, "--config", Config, "--out", InFolder("m.safetensors"));
        await File.WriteAllBytesAsync(InFolder("old"), [0x80, 2, (byte)'c', .. "posix\nsystem\n"u8, (byte)'.'], TestContext.Current.CancellationToken);
        Trm.Outcome legacy = await Trm.Run("import", InFolder("old"), "--config", Config, "--out", InFolder("m.safetensors"));

        // Read as what it is, and refused for its tensors alone.
        Assert.Equal((2, 2), (zip.ExitCode, legacy.ExitCode));
        Assert.Contains("tensor", zip.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("header", zip.Error + legacy.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(InFolder("m.safetensors")));
    }

    [Theory]
    [InlineData("\"hidden_size\": 48", "\"hidden_size\": 64", "embed_tokens.embedding_weight': the config needs shape [11, 64], found [11, 48]")]
    [InlineData("\"mlp_t\": true", "\"mlp_t\": false", "tensor 'model.inner.L_level.layers.0.self_attn.qkv_proj.weight' is missing")]
    [InlineData("\"L_layers\": 2", "\"L_layers\": 1", "tensor 'model.inner.L_level.layers.1.mlp_t.gate_up_proj.weight': the config has no such tensor")]
    [InlineData("\"hidden_size\"", "\"hidden\"", "field 'hidden': unknown field")]
    public async Task A_checkpoint_that_does_not_fit_its_config_is_one_line(string old, string changed, string problem)
    {
        await Write("c.json", (await File.ReadAllTextAsync(Config, TestContext.Current.CancellationToken)).Replace(old, changed, StringComparison.Ordinal));

        Trm.Outcome outcome = await Trm.Run("import", Weights, "--config", InFolder("c.json"), "--out", InFolder("m.safetensors"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(InFolder("m.safetensors")));
    }

    [Fact]
    public async Task Parity_says_how_far_each_quantity_is_and_fails_where_one_is_too_far()
    {
        Trm.Outcome close = await Trm.Run("parity", Fixtures, "--json");
        foreach (string file in Directory.GetFiles(Fixtures, "mixer.*"))
        {
            File.Copy(file, InFolder(Path.GetFileName(file)));
        }

        // One bit of the last expected tensor, which is a gradient's sign or exponent.
        byte[] bytes = await File.ReadAllBytesAsync(InFolder("mixer.expected.safetensors"), TestContext.Current.CancellationToken);
        bytes[^1] ^= 0x40;
        await File.WriteAllBytesAsync(InFolder("mixer.expected.safetensors"), bytes, TestContext.Current.CancellationToken);
        Trm.Outcome far = await Trm.Run("parity", _folder);
        Trm.Outcome empty = await Trm.Run("parity", Directory.CreateDirectory(InFolder("empty")).FullName);

        Assert.Equal((0, 1, 2), (close.ExitCode, far.ExitCode, empty.ExitCode));
        using JsonDocument json = JsonDocument.Parse(close.Output);
        Assert.True(json.RootElement.GetProperty("close").GetBoolean());
        JsonElement[] cases = [.. json.RootElement.GetProperty("cases").EnumerateArray()];
        Assert.Equal(["attention-rope", "mixer"], cases.Select(one => one.GetProperty("name").GetString()));
        Assert.All(
            cases.SelectMany(one => one.GetProperty("quantities").EnumerateArray()),
            quantity => Assert.InRange(quantity.GetProperty("difference").GetDouble(), 0, quantity.GetProperty("tolerance").GetDouble()));
        Assert.Contains("FAR", far.Output, StringComparison.Ordinal);
        Assert.Contains("holds no *.config.json", empty.Error, StringComparison.Ordinal);
    }

    private string InFolder(string name) => Path.Combine(_folder, name);

    private Task Write(string name, string text) => File.WriteAllTextAsync(InFolder(name), text, TestContext.Current.CancellationToken);
}
