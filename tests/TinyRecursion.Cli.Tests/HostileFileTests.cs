using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Files that ask for more than they hold, and text that would act on a terminal.</summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Trm.Root, "tests", "TinyRecursion.Training.Tests", "fixtures", "parity");
    private readonly string _folder = Directory.CreateTempSubdirectory("hostile").FullName;

    public static TheoryData<string, string> Configs => new()
    {
        { "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghij".Select((c, i) => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + "abcdefghi"[i], 10))}]\n")) + "arch: *j", "line 1: expected a config in proportion" },
        { $"a: &a {{{string.Join(", ", Enumerable.Range(0, 20).Select(i => $"x{i}: 1"))}}}\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"b{i}: &b{i} {{<<: [{string.Join(',', Enumerable.Repeat("*a", 900))}]}}\n")), "in proportion" },
        { "arch: " + new string('[', 100_000), "at most 16 levels" },
        { "arch: " + string.Concat(Enumerable.Repeat("{a: ", 30)), "at most 16 levels" },
        { "a: &a [*a]", "expected an alias of what is complete" },
        { "a: ${.b}\nb: ${.a}", "at most 16 levels" },
        { "a: ${..b}", "leads to nothing" },
        { "a: 1\nb: 2\na: 3", "line 3: field 'a' occurs twice" },
        { "a: 1\n---\nb: 2", "expected one document" },
        { "a: .inf", "expected finite numbers" },
        { "{a: 1]", "expected YAML" },
        { "a: 'x\n\ta: \"", "expected YAML" },
        { "? [a]\n: b", "expected the name of a field" },
        { "%TAG ! x\n<<: &a\n- !", "line" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task A_YAML_config_beyond_its_text_is_refused_in_a_line(string text, string problem)
    {
        string config = InFolder("c.yaml");
        await File.WriteAllTextAsync(config, text, TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("import", Weights, "--config", config, "--out", InFolder("m"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_config_may_have_a_byte_order_mark_merges_and_references()
    {
        string config = InFolder("c.yml");
        await File.WriteAllTextAsync(
            config,
            """
            cycles: &cycles {H_cycles: 3, L_cycles: 1}
            width: 48
            arch:
              <<: *cycles
              L_cycles: 6
              L_layers: 2
              hidden_size: ${width}
              puzzle_emb_ndim: ${.hidden_size}
              puzzle_emb_len: 16
              expansion: 2
              num_heads: 4
              pos_encodings: none
              mlp_t: True
              halt_max_steps: 16
              halt_exploration_prob: 1e-1
              name: ${now:%Y}
            """,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("import", Weights, "--config", config, "--out", InFolder("m"));

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Contains("mixer 2 × 48, 3 × 6 cycles", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_config_that_names_a_field_twice_is_refused()
    {
        string config = InFolder("c.json");
        await File.WriteAllTextAsync(config, "{\"arch\":{},\"arch\":{}}", TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("import", Weights, "--config", config, "--out", InFolder("m"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Duplicate", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info MODEL", "\\u001b[2J\\nproved")]
    [InlineData("solve sudoku samples/sudoku/easy.txt --model MODEL", "is a model of task 'own\\u001b[2J'")]
    public async Task Text_of_a_model_is_shown_and_does_not_act(string line, string shown)
    {
        var b = new RuleGraphBuilder(2, 0);
        int z = b.State();
        int next = b.Relu(z);
        RuleGraph graph = b.Build(next, b.Linear(next, 2, "readout", bias: false));
        new Model("own\e[2J", graph, new float[graph.ParameterCount], new Dictionary<string, string> { ["data\u202e"] = "\e[2J\nproved\u009b" }).Save(InFolder("m"));

        Trm.Outcome outcome = await Trm.Run([.. line.Split(' ').Select(word => word == "MODEL" ? InFolder("m") : word)]);

        string all = outcome.Output + outcome.Error;
        Assert.Contains(shown, all, StringComparison.Ordinal);
        Assert.DoesNotContain(all, c => c is '\e' or '\u009b' or '\u202e');
    }

    [Fact]
    public void A_terminal_gets_colours_and_nothing_else_that_acts()
    {
        using var plain = new StringWriter();
        using var coloured = new StringWriter();
        foreach (TerminalWriter writer in (TerminalWriter[])[new(plain, colours: false), new(coloured, colours: true)])
        {
            writer.WriteLine("\e[38;5;1mred\e[0m \e[2J\e]0;title\a");
            writer.Write('\e');
            writer.Write("a\u2028b".AsSpan());
        }

        Assert.Equal("\\u001b[38;5;1mred\\u001b[0m \\u001b[2J\\u001b]0;title\\u0007\n\\u001ba\\u2028b", plain.ToString());
        Assert.Equal("\e[38;5;1mred\e[0m \\u001b[2J\\u001b]0;title\\u0007\n\\u001ba\\u2028b", coloured.ToString());
    }

    [Fact]
    public async Task A_certificate_is_checked_against_the_model_that_is_run()
    {
        string certificate = InFolder("c.json"), model = Path.Combine(Trm.Root, "models", "arithmetic.safetensors"), other = Path.Combine(Trm.Root, "models", "maze-proved.safetensors");
        Assert.Equal(0, (await Trm.Run("prove", "arithmetic", "--out", certificate)).ExitCode);

        Trm.Outcome same = await Trm.Run("check", certificate, "--model", model), another = await Trm.Run("check", certificate, "--model", other);
        Trm.Outcome json = await Trm.Run("check", certificate, "--model", model, "--json"), missing = await Trm.Run("check", certificate, "--model", InFolder("no"));

        Assert.Equal((0, 1, 0, 2), (same.ExitCode, another.ExitCode, json.ExitCode, missing.ExitCode));
        string digest = json.Json().GetProperty("modelDigest").GetString()!;
        Assert.Contains($"model: sha256 {digest}, which is {model}", same.Output, StringComparison.Ordinal);
        Assert.Contains($"does not hold: it is about another model, {digest}, and {other} is ", another.Output, StringComparison.Ordinal);
        Assert.Equal(model, json.Json().GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("DATA", "warning: 4 of 4 instances to validate on are trained on")]
    [InlineData("HALF", "warning: 1 of 2 instances to validate on are trained on")]
    public async Task Validation_on_what_is_trained_on_is_told(string held, string told)
    {
        string[] boards = [.. (await Trm.Run("generate", "sudoku", "--count", "5", "--difficulty", "hard", "--seed", "3")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        await File.WriteAllLinesAsync(InFolder("DATA"), boards[..4], TestContext.Current.CancellationToken);
        // The digits of the first board by other names.
        await File.WriteAllLinesAsync(InFolder("HALF"), [string.Concat(boards[0].Select(c => char.IsAsciiDigit(c) && c != '0' ? (char)('1' + ((c - '0') % 9)) : c)), boards[4]], TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run(
            "train", "sudoku", "--data", InFolder("DATA"), "--validate", InFolder(held), "--out", InFolder("m"), "--run", InFolder("run"), "--updates", "1", "--batch", "1", "--steps", "1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(told, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("line 1", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cells\":2,\"groups\":{\"g\":[[0,0,1]]},\"labels\":[0,1]}", "groups.g[0]: cell 0 is in the group twice")]
    [InlineData("{\"cells\":2,\"groups\":{\"g\":[[0,1]]},\"labels\":[1,1],\"distinct\":[\"g\"]}", "line 1: labels: are no answer")]
    [InlineData("{\"cells\":3,\"groups\":{\"g\":[[0,1,2]]},\"known\":[1,1,null],\"labels\":[1,1,0],\"distinct\":[\"g\"]}", "line 1: labels: are no answer")]
    public async Task Labels_that_cannot_be_are_refused(string line, string problem)
    {
        await File.WriteAllTextAsync(InFolder("d.jsonl"), line + "\n", TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("train", "custom", "--data", InFolder("d.jsonl"), "--out", InFolder("m"), "--run", InFolder("run"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_question_with_two_answers_is_told()
    {
        await File.WriteAllLinesAsync(
            InFolder("d.jsonl"), ["{\"cells\":2,\"groups\":{\"g\":[[0,1]]},\"labels\":[0,1]}", "{\"cells\":2,\"groups\":{\"g\":[[0,1]]},\"labels\":[1,0]}"],
            TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run(
            "train", "custom", "--data", InFolder("d.jsonl"), "--out", InFolder("m"), "--run", InFolder("run"), "--updates", "1", "--batch", "1", "--steps", "1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("warning: the same instance with another answer", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_is_a_folder_is_found_before_training()
    {
        Directory.CreateDirectory(InFolder("run/checkpoint.safetensors"));
        await File.WriteAllTextAsync(InFolder("d.jsonl"), "{\"cells\":2,\"groups\":{\"g\":[[0,1]]},\"labels\":[0,1]}\n", TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("train", "custom", "--data", InFolder("d.jsonl"), "--out", InFolder("m"), "--run", InFolder("run"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("checkpoint.safetensors is a folder", Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static string Weights => Path.Combine(Fixtures, "mixer.weights.safetensors");

    private string InFolder(string name) => Path.Combine(_folder, name);
}
