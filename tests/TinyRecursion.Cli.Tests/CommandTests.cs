using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What every command promises: help, one JSON object, exit codes, one line for what is wrong.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commands").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("solve", "sudoku")]
    [InlineData("eval", "sudoku")]
    [InlineData("train", "sudoku")]
    [InlineData("generate", "sudoku")]
    [InlineData("info")]
    [InlineData("bench")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm " + string.Join(' ', command), outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("solve sudoku samples/sudoku/easy.txt --limit 2 --threads 1")]
    [InlineData("solve sudoku nowhere.txt")]
    public async Task The_program_prints_and_returns_what_it_does_within_the_tests(string line)
    {
        Trm.Outcome own = await Trm.RunProcess(line.Split(' ')), within = await Trm.Run(line.Split(' '));

        Assert.Equal((within.ExitCode, within.Output), (own.ExitCode, own.Output));
        Assert.Equal(within.Error.Split(" in ")[0], own.Error.Split(" in ")[0]);
        Assert.Equal(own.ExitCode == 0, own.Output.Length > 0);
    }

    [Fact]
    public async Task Without_a_command_the_commands_are_listed()
    {
        Trm.Outcome outcome = await Trm.Run();

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("solve", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("bench", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_reports_the_fields_that_scripts_read_and_fails_below_what_was_asked()
    {
        Trm.Outcome outcome = await Trm.Run(
            "eval", "sudoku", "samples/sudoku/easy.txt", "--json", "--max-steps", "64", "--at-least", "1");

        Assert.Equal(0, outcome.ExitCode);
        JsonElement json = outcome.Json();
        Assert.Equal(
            [
                "version", "verb", "task", "files", "inputDigest", "model", "modelDigest", "modelBytes", "parameterCount", "settings", "seed", "halt",
                "solver", "skippedCount", "seconds", "metrics",
            ],
            json.EnumerateObject().Select(field => field.Name));
        Assert.Superset(
            new HashSet<string>
            {
                "instanceCount", "solvedCount", "solvedShare", "exactShare", "cellsShare", "refutedCount", "stepsMean", "stepsMax", "millisecondsMedian",
                "millisecondsMean",
            },
            json.GetProperty("metrics").EnumerateObject().Select(field => field.Name).ToHashSet());
        Assert.Equal(("eval", "sudoku"), (json.GetProperty("verb").GetString(), json.GetProperty("task").GetString()));
        Assert.Equal(64, json.GetProperty("settings").GetProperty("maxSteps").GetInt32());
        Assert.Equal(1.0, outcome.Metric("solvedShare"));
        Assert.InRange(json.GetProperty("parameterCount").GetInt32(), 1, 64_000);
        Assert.Equal(1, (await Trm.Run(
            "eval", "sudoku", "samples/sudoku/hard.txt", "--limit", "3", "--max-steps", "1", "--at-least", "0.9")).ExitCode);
    }

    [Fact]
    public async Task Generate_makes_what_solve_reads()
    {
        Trm.Outcome generated = await Trm.Run("generate", "sudoku", "--count", "3", "--difficulty", "easy", "--seed", "5");
        Assert.Equal(3, generated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        Trm.Outcome solved = await Trm.RunWithInput(generated.Output, "solve", "sudoku", "-");

        Assert.Equal(0, solved.ExitCode);
        Assert.Equal(
            generated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]),
            solved.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Info_shows_the_graph_and_the_card()
    {
        Trm.Outcome outcome = await Trm.Run("info", "models/sudoku.safetensors", "--json");

        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal("sudoku", json.RootElement.GetProperty("task").GetString());
        Assert.Contains("spread", json.RootElement.GetProperty("operations").EnumerateArray().Select(node => node.GetString()));
        Assert.True(json.RootElement.GetProperty("card").TryGetProperty("options", out _));
    }

    [Fact]
    public async Task Bench_gives_shares_of_the_peak_and_no_allocation()
    {
        Trm.Outcome outcome = await Trm.Run("bench", "--json");

        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(0.0, json.RootElement.GetProperty("bytesAllocatedPerStep").GetDouble());
        Assert.InRange(json.RootElement.GetProperty("forwardShareOfPeak").GetDouble(), 0.0, 1.0);
    }

    [Fact]
    public async Task A_board_without_or_with_several_solutions_is_said_to_be_so()
    {
        string several = new('.', 16), none = "123....4........";
        Trm.Outcome outcome = await Trm.RunWithInput(
            $"{several}\n{none}\n", "solve", "sudoku", "-", "--max-steps", "200");

        Assert.Equal(1, outcome.ExitCode);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("several solutions", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("unsolved", lines[1], StringComparison.Ordinal);
        Assert.Contains("no solution", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_that_do_not_fit_are_refused_in_one_line()
    {
        string other = Save("other", "maze", Graph(["cell", "line", "box"], 4));
        string relations = Save("relations", "sudoku", Graph(["cell", "diagonal"], 4));
        string features = Save("features", "sudoku", Graph(["cell", "line", "box"], 3));
        string cut = Path.Combine(_folder, "cut.safetensors");
        File.WriteAllBytes(cut, File.ReadAllBytes(other)[..700]);
        foreach ((string model, string problem) in new[]
        {
            (other, "is a model of task 'maze'"),
            (relations, "no relation 'diagonal'"),
            (features, "4 features a cell, the rule needs 3"),
            (cut, "header length"),
            (Path.Combine(_folder, "missing"), "there is no such file"),
        })
        {
            Trm.Outcome outcome = await Trm.Run("eval", "sudoku", "samples/sudoku/hard.txt", "--model", model);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains(model, outcome.Error, StringComparison.Ordinal);
            Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
            Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("generate sudoku --box 2 --difficulty hard", "9×9 boards")]
    [InlineData("generate sudoku --difficulty worst", "worst")]
    [InlineData("generate sudoku --box 9", "--box must be 2 to 5")]
    [InlineData("solve sudoku nowhere.txt", "nowhere.txt")]
    [InlineData("solve sudoku samples/sudoku/easy.txt --max-steps 0", "--max-steps must be at least 1")]
    [InlineData("solve maze samples/sudoku/easy.txt", "maze")]
    [InlineData("info nowhere", "nowhere: there is no such file")]
    [InlineData("info samples", "samples: is a folder, not a file")]
    [InlineData("check samples", "samples: is a folder, not a file")]
    [InlineData("show arc samples", "samples: holds no file that ends in .json, .jsonl")]
    [InlineData("solve sudoku samples", "samples: holds no file that ends in .txt, .csv, .tsv, .sdk, .sdm, .ss")]
    [InlineData("solve maze samples", "samples: holds no file that ends in .txt, .csv, .map")]
    [InlineData("solve graph samples", "samples: holds no file that ends in .txt, .gr, .edges")]
    [InlineData("solve tiles samples", "samples: holds no file that ends in .txt")]
    [InlineData("solve sat nowhere.cnf", "nowhere.cnf: there is no such file")]
    [InlineData("eval arithmetic samples", "samples: holds no file that ends in .txt")]
    [InlineData("train custom --data samples --out nowhere.safetensors", "samples: holds no file that ends in .jsonl")]
    [InlineData("train recipe recipes/small-maze-mixer.json --data samples --out nowhere.safetensors", "samples: holds no file that ends in .txt, .csv, .map")]
    [InlineData("solve maze samples/maze/small.txt --model samples", "samples: is a folder, not a file")]
    public async Task Bad_usage_is_exit_code_2_and_says_what(string line, string problem)
    {
        Trm.Outcome outcome = await Trm.Run(line.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.All(outcome.Error.TrimEnd().Split('\n'), message => Assert.StartsWith("trm: ", message, StringComparison.Ordinal));
    }

    private static RuleGraph Graph(string[] relations, int features) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = 4, MessageWidth = 16, HiddenWidth = 4, Relations = relations,
        FeatureTables = SudokuEncoding.FeatureTables.Take(features).ToArray(),
    });

    private string Save(string name, string task, RuleGraph graph)
    {
        string path = Path.Combine(_folder, name + ".safetensors");
        new Model(task, graph, new float[graph.ParameterCount], new Dictionary<string, string>()).Save(path);
        return path;
    }
}
