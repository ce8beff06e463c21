using System.Text.Json;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm generate, solve, eval, train sat</c>.</summary>
public sealed class SatCommandTests : IDisposable
{
    private const string Satisfiable = "samples/sat/satisfiable.cnf";
    private const string Unsatisfiable = "samples/sat/unsatisfiable.cnf";

    private readonly string _folder = Directory.CreateTempSubdirectory("sat").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("generate")]
    [InlineData("solve")]
    [InlineData("eval")]
    [InlineData("train")]
    public async Task Help_has_an_example(string command)
    {
        Trm.Outcome outcome = await Trm.Run(command, "sat", "--help");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"\n  trm {command} sat", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_satisfies_and_refutes_in_the_format_of_the_competitions()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sat", Satisfiable, Unsatisfiable, "--search");

        Assert.Equal(0, outcome.ExitCode);
        string[] lines = outcome.Output.TrimEnd().Split('\n');
        Assert.Equal(1, lines.Count(line => line == "s SATISFIABLE"));
        Assert.Equal("s UNSATISFIABLE", lines[^1]);
        Assert.Matches(@"^c unsatisfiable\.cnf: unsatisfiable: refuted with \d+ nodes$", lines[^2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 78));
        int[] values = [.. lines.Where(line => line[0] == 'v').SelectMany(line => line[2..].Split(' ')).Select(int.Parse)];
        Assert.Equal(0, values[^1]);
        CnfFormula formula = SatisfiabilityFile.Read(new StringReader(await File.ReadAllTextAsync(Satisfiable, TestContext.Current.CancellationToken)), Satisfiable).Single().Formula;
        Assert.Equal(Enumerable.Range(1, formula.Variables), values[..^1].Select(Math.Abs));
        Assert.True(SatisfiabilityChecker.IsSatisfied(formula, [.. values[..^1].Select(value => value > 0)]));
    }

    [Fact]
    public async Task The_rule_alone_says_that_it_found_nothing_where_there_is_nothing()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sat", Unsatisfiable, "--restarts", "2", "--max-steps", "8");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("c unsatisfiable.cnf: not found: nothing in 16 steps; last tried: clause ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\ns UNKNOWN\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nv ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_alone_satisfies_most_samples_the_same_on_any_number_of_threads()
    {
        string[] command = ["solve", "sat", "samples/sat/random50.txt", "--restarts", "16", "--max-steps", "32", "--limit", "8", "--json"];
        Trm.Outcome one = await Trm.Run([.. command, "--threads", "1"]), two = await Trm.Run([.. command, "--threads", "2"]);

        using JsonDocument first = JsonDocument.Parse(one.Output), second = JsonDocument.Parse(two.Output);
        Assert.Equal(Answers(first), Answers(second));
        Assert.InRange(one.Metric("satisfiedCount"), 4, 8);
        Assert.Equal(0, one.Metric("refutedCount"));
        Assert.Contains("\"solved\"", Answers(first)[0], StringComparison.Ordinal);

        static string[] Answers(JsonDocument document) =>
        [
            .. document.RootElement.GetProperty("results").EnumerateArray()
                .Select(result => result.GetRawText()),
        ];
    }

    [Theory]
    [InlineData("neural")]
    [InlineData("algorithmic")]
    [InlineData("mixed")]
    public async Task Every_kind_of_rule_with_search_decides_every_sample(string rules)
    {
        Trm.Outcome outcome = await Trm.Run(
            "eval", "sat", "samples/sat", "samples/sat/random50.txt", "--rules", rules, "--search", "--json", "--at-least", "1");

        Assert.Equal(0, outcome.ExitCode);
        JsonElement root = outcome.Json();
        Assert.Equal((22, 21, 1), (outcome.Metric("instanceCount"), outcome.Metric("satisfiedCount"), outcome.Metric("refutedCount")));
        Assert.Equal((1, 1), (outcome.Metric("solvedShare"), outcome.Metric("exactShare")));
        Assert.Equal(rules, root.GetProperty("settings").GetProperty("rules").GetString());
        Assert.Equal(rules == "algorithmic", root.GetProperty("model").ValueKind == JsonValueKind.Null);
        Assert.True(outcome.Metric("nodesTotal") > 10);
    }

    [Fact]
    public async Task A_search_that_gives_up_says_where()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sat", Unsatisfiable, "--rules", "algorithmic", "--search", "--max-nodes", "5");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not found: search gave up after 6 nodes", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_is_wrong_is_said()
    {
        Trm.Outcome outcome = await Trm.RunWithInput("#\nx 1 1 UNSAT - - 1\n", "solve", "sat", "-", "--rules", "algorithmic");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("c x: satisfied, 1 node\nc the file says otherwise\ns SATISFIABLE\nv 1 0\n", outcome.Output);
    }

    [Theory]
    [InlineData("p cnf 2 1\n1 3 0\n", "standard input: line 2: column 3: literal 3 is of none of the 2 variables")]
    [InlineData("p cnf 99999999 1\n1 0\n", "standard input: line 1: column 7: 99999999 variables, at most 1048576 are allowed")]
    [InlineData("", "standard input: line 1: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    public async Task Bad_input_is_one_line_that_names_the_place(string input, string message)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "sat", "-");

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Equal($"trm: {message}\n", outcome.Error);
    }

    [Fact]
    public async Task Models_of_other_tasks_and_folders_without_formulas_are_refused()
    {
        Trm.Outcome model = await Trm.Run("solve", "sat", Satisfiable, "--model", "models/sudoku.safetensors");
        Trm.Outcome folder = await Trm.Run("solve", "sat", _folder);

        Assert.Equal((2, 2), (model.ExitCode, folder.ExitCode));
        Assert.EndsWith("is a model of task 'sudoku', not of 'sat'\n", model.Error, StringComparison.Ordinal);
        Assert.EndsWith("holds no file that ends in .cnf, .dimacs\n", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_formulas_are_what_is_said_of_them_on_any_number_of_threads()
    {
        string[] command = ["generate", "sat", "--variables", "12", "--count", "6", "--seed", "3"];
        Trm.Outcome one = await Trm.Run([.. command, "--threads", "1"]), two = await Trm.Run([.. command, "--threads", "2"]);
        Assert.Equal(one.Output, two.Output);
        Assert.Equal(6, SatisfiabilityFile.Read(new StringReader(one.Output), "generated").Count());

        Trm.Outcome files = await Trm.Run([.. command, "--kind", "Unsatisfiable", "--folder", _folder]);
        Assert.Equal((0, string.Empty), (files.ExitCode, files.Output));
        Trm.Outcome eval = await Trm.Run("eval", "sat", _folder, "--rules", "algorithmic", "--search");
        Assert.StartsWith("6 files: 6 instances by search: 100.00 % solved, 6 refuted, ", eval.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--variables", "2")]
    [InlineData("--literals", "4")]
    [InlineData("--clauses", "9999999")]
    [InlineData("--variables", "9", "--kind", "Unsatisfiable", "--clauses", "2")]
    public async Task Formulas_that_cannot_be_made_are_refused(params string[] options)
    {
        Trm.Outcome outcome = await Trm.Run(["generate", "sat", "--count", "1", .. options]);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.All(outcome.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("trm: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_train_writes_solves_and_validates()
    {
        string model = Path.Combine(_folder, "my.safetensors");
        Trm.Outcome trained = await Trm.Run(
            "train", "sat", "--variables", "8", "--width", "16", "--message", "16", "--group", "16", "--hidden", "16", "--updates", "2",
            "--batch", "4", "--validate", Satisfiable, "--out", model, "--run", Path.Combine(_folder, "run"), "--json");
        Assert.Equal(0, trained.ExitCode);
        using JsonDocument json = JsonDocument.Parse(trained.Output);
        Assert.Equal("sat", json.RootElement.GetProperty("task").GetString());
        Assert.InRange(json.RootElement.GetProperty("validationShare").GetDouble(), 0, 1);

        Trm.Outcome solved = await Trm.RunWithInput("p cnf 2 2\n1 2 0\n-1 2 0\n", "solve", "sat", "-", "--model", model);

        Assert.Equal(0, solved.ExitCode);
        Assert.Contains("s SATISFIABLE", solved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_on_formulas_too_large_to_filter_is_refused()
    {
        Trm.Outcome outcome = await Trm.Run("train", "sat", "--variables", "500", "--out", Path.Combine(_folder, "m.safetensors"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("trm: --variables must be 5 to 100, not 500\n", outcome.Error, StringComparison.Ordinal);
    }
}
