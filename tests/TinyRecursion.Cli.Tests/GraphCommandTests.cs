using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>generate</c>, <c>solve</c>, <c>eval</c> and <c>train graph</c>.</summary>
public sealed class GraphCommandTests : IDisposable
{
    private const string Roads = "source a\ntarget c d a\nnode d\na b 2.5\nb c 1\na c 9 # the long way\n\ndirected\nsource y\nx y\ny z 3\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("graph").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("generate", "graphs")]
    [InlineData("solve", "graphs")]
    [InlineData("eval", "graphs")]
    [InlineData("train", "graphs")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm " + string.Join(' ', command), outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neural")]
    [InlineData("algorithmic")]
    public async Task Solve_prints_paths_to_targets_or_all_distances(string rules)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(Roads, "solve", "graph", "-", "--rules", rules);

        Assert.Equal(0, outcome.ExitCode);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("line 1: 4 nodes, source a, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["c 3.5: a b c", "d unreachable", "a 0: a"], lines[1..4]);
        Assert.StartsWith("line 8: 3 nodes, source y, ", lines[4], StringComparison.Ordinal);
        Assert.Equal(["x unreachable", "y 0", "z 3"], lines[5..]);
        Assert.Contains("2 of 2 solved in ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_writes_one_object_of_JSON()
    {
        Trm.Outcome outcome = await Trm.RunWithInput(Roads, "solve", "graph", "-", "--json");

        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        JsonElement first = json.RootElement.GetProperty("results")[0];
        Assert.Equal("solved", first.GetProperty("status").GetString());
        JsonElement c = first.GetProperty("answers")[0];
        Assert.Equal(("c", 3.5, "a b c"), (
            c.GetProperty("node").GetString(), c.GetProperty("distance").GetDouble(),
            string.Join(' ', c.GetProperty("path").EnumerateArray().Select(node => node.GetString()))));
        Assert.False(first.GetProperty("answers")[1].GetProperty("reachable").GetBoolean());
        Assert.Equal(("graphs", 2), (json.RootElement.GetProperty("task").GetString(), outcome.Metric("solvedCount")));
    }

    [Fact]
    public async Task Generated_graphs_are_answered_whole_by_both_rules()
    {
        Trm.Outcome made = await Trm.Run("generate", "graph", "--nodes", "200", "--count", "3", "--seed", "6", "--loose", "--directed");
        foreach (string rules in (string[])["neural", "algorithmic"])
        {
            Trm.Outcome outcome = await Trm.RunWithInput(made.Output, "eval", "graph", "-", "--rules", rules, "--json", "--at-least", "1");

            Assert.Equal(0, outcome.ExitCode);
            Assert.Equal((1, 1, 1), (outcome.Metric("nodesShare"), outcome.Metric("solvedShare"), outcome.Metric("reachabilityShare")));
            Assert.Equal((3, 200), (outcome.Metric("instanceCount"), outcome.Metric("nodesMean")));
            Assert.InRange(outcome.Metric("cellsMean"), 1, double.MaxValue);
        }
    }

    [Fact]
    public async Task A_run_cut_short_is_unsolved()
    {
        const string Path = "source a\na b 9\nb c 2\n";
        Trm.Outcome solve = await Trm.RunWithInput(Path, "solve", "graph", "-", "--max-steps", "3");
        Trm.Outcome eval = await Trm.RunWithInput(Path, "eval", "graph", "-", "--max-steps", "3", "--at-least", "0.4");

        Assert.Equal((1, 1), (solve.ExitCode, eval.ExitCode));
        Assert.Contains("unsolved: b is said to be unreachable, but the edge from a leads there in 9", solve.Output, StringComparison.Ordinal);
        Assert.Contains("33.33", eval.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source a\na b -1\n", "trm: standard input: line 2: column 5: '-1' is a negative weight: shortest paths need weights of at least 0")]
    [InlineData("a b\n", "trm: standard input: line 1: the graph has no source: add a line 'source NAME'")]
    [InlineData("source a\na b 0\n", "trm: standard input: line 1: a weight is 0, but the learned rule moves by one unit of length a step: use --rules algorithmic")]
    [InlineData("source a\na b 9000001\nb c 2\n", "use --rules algorithmic")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string input, string message)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "graph", "-", "--rules", "neural");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_model_of_another_task_and_rules_that_are_not_offered_are_refused()
    {
        string sudoku = System.IO.Path.Combine("models", "sudoku.safetensors");
        Trm.Outcome other = await Trm.RunWithInput(Roads, "solve", "graph", "-", "--model", sudoku);
        Trm.Outcome magic = await Trm.RunWithInput(Roads, "solve", "graph", "-", "--rules", "magic");

        Assert.Equal((2, 2), (other.ExitCode, magic.ExitCode));
        Assert.Contains("is a model of task 'sudoku', not of 'graphs'", other.Error, StringComparison.Ordinal);
        Assert.Contains("mixed", magic.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source a\na b 100003\nb c 100004\n", "200008 steps", "b 100003\nc 200007\n")]
    [InlineData("source a\na b 0\nb c 3\n", "a weight is 0", "b 0\nc 3\n")]
    [InlineData("source a\na b 0.000001\nb c 900000\n", "takes at most", "b 0.000001\nc 900000.000001\n")]
    public async Task Weights_that_make_the_wave_long_are_left_to_relaxation_with_a_word(string input, string word, string distances)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "graph", "-");
        Trm.Outcome json = await Trm.RunWithInput(input, "solve", "graph", "-", "--json");

        Assert.Equal((0, 0), (outcome.ExitCode, json.ExitCode));
        Assert.Contains(" steps of relaxation: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(word, outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith(distances, outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.Metric("detourCount"));
        Assert.Contains(word, json.Json().GetProperty("results")[0].GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_that_is_long_by_its_size_stays_with_the_learned_rule()
    {
        string path = "source n0\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"n{i} n{i + 1} 10\n"));
        Trm.Outcome outcome = await Trm.RunWithInput(path, "solve", "graph", "-", "--json");

        Assert.Equal((0, 0), (outcome.ExitCode, outcome.Metric("detourCount")));
        Assert.Equal(401, outcome.Metric("stepsMax"));
    }

    [Fact]
    public async Task A_rule_trained_here_is_a_model_that_answers()
    {
        string model = System.IO.Path.Combine(_folder, "m.safetensors");
        Trm.Outcome train = await Trm.Run(
            "train", "graph", "--out", model, "--run", System.IO.Path.Combine(_folder, "run"), "--updates", "4", "--batch", "4", "--nodes", "6", "--json");
        Assert.Equal(0, train.ExitCode);
        using JsonDocument json = JsonDocument.Parse(train.Output);
        Assert.Equal("graphs", json.RootElement.GetProperty("task").GetString());

        // So little training answers nothing, but it runs, and the checker says so.
        Trm.Outcome eval = await Trm.RunWithInput("source a\na b\n", "eval", "graph", "-", "--model", model, "--json", "--max-steps", "50");
        Assert.Equal(0, eval.ExitCode);
        Trm.Outcome refused = await Trm.Run("train", "graph", "--out", model, "--nodes", "1");
        Assert.Equal(2, refused.ExitCode);
    }
}
