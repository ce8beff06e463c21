using TinyRecursion.Cli.Tests;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>Models and instances that cannot be read: one line that names the file and the place.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("run").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sudoku", "sudoku", "12..\n", "line 1: the board")]
    [InlineData("sudoku", "sudoku", "# nothing\n", "holds no puzzle")]
    [InlineData("maze", "maze", "S.\n.X\n", "line 2: column 2: illegal character 'X'")]
    [InlineData("graphs", "graphs", "source a\na b -1\n", "line 2: column 5: '-1' is a negative weight")]
    [InlineData("graphs", "graphs", "a b\n", "the graph has no source")]
    [InlineData("sat", "sat", "p cnf 1 1\n2 0\n", "line 2: column 1: literal 2")]
    public async Task A_bad_instance_is_exit_code_2_with_the_words_of_trm(string model, string task, string text, string problem)
    {
        string file = Path.Combine(_folder, "bad.txt"), path = TrmRun.InRepository($"models/{model}.safetensors");
        await File.WriteAllTextAsync(file, text);

        TrmRun.Outcome outcome = TrmRun.Run(path, file);
        Trm.Outcome expected = await Trm.Run("solve", task, file, "--model", path);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"trm-run: {file}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(symbol => symbol == '\n'));
        Assert.StartsWith(outcome.Error.Replace("trm-run:", "trm:", StringComparison.Ordinal).TrimEnd(), expected.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_before_a_bad_line_are_written()
    {
        TrmRun.Outcome outcome = TrmRun.RunWithInput("1234341221434321\n12345\n", TrmRun.InRepository("models/sudoku.safetensors"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("1234341221434321  0 steps\n", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("trm-run: standard input: line 2: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models/tiles.safetensors", "is a model of task 'tiles', expected one of sudoku, maze, graphs, sat, custom: use 'trm'")]
    [InlineData("nowhere.safetensors", "there is no such file")]
    [InlineData("models", "is a folder, not a file")]
    [InlineData("README.md", "header length")]
    public void A_model_that_cannot_be_run_is_exit_code_2(string model, string problem)
    {
        string path = TrmRun.InRepository(model);

        TrmRun.Outcome outcome = TrmRun.Run(path, TrmRun.InRepository("samples/sudoku/4x4.txt"));

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"trm-run: {path}: {problem}", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(symbol => symbol == '\n'));
    }

    [Theory]
    [InlineData("nowhere.txt", "there is no such file")]
    [InlineData("samples", "is a folder, not a file")]
    public void A_file_of_instances_that_is_none_is_exit_code_2(string file, string problem)
    {
        TrmRun.Outcome outcome = TrmRun.Run(TrmRun.InRepository("models/sudoku.safetensors"), TrmRun.InRepository(file));

        Assert.Equal((2, $"trm-run: {TrmRun.InRepository(file)}: {problem}\n"), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData("sudoku", "maze", "does not fit mazes")]
    [InlineData("maze", "sudoku", "does not fit Sudokus")]
    [InlineData("maze", "graphs", "does not fit graphs")]
    [InlineData("maze", "sat", "does not fit formulas")]
    public void A_rule_that_does_not_fit_its_task_is_told_from_a_bad_instance(string rule, string task, string problem)
    {
        Model model = Model.Load(TrmRun.InRepository($"models/{rule}.safetensors"));
        string path = Path.Combine(_folder, "other.safetensors");
        new Model(task, model.Graph, model.Parameters.Span, model.Card).Save(path);

        TrmRun.Outcome outcome = TrmRun.RunWithInput("nothing that is looked at", path);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"trm-run: {path}: {problem}", outcome.Error, StringComparison.Ordinal);
    }
}
