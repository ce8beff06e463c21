using TinyRecursion.Cli.Tests;
using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>Answers are those of <c>trm solve</c>, to the letter.</summary>
public sealed class AnswerTests(IntegerModels models) : IClassFixture<IntegerModels>
{
    [Theory]
    [InlineData("sudoku", "sudoku", "samples/sudoku/hard.txt")]
    [InlineData("sudoku", "sudoku", "samples/sudoku/16x16.txt")]
    [InlineData("maze", "maze", "samples/maze/small.txt")]
    [InlineData("maze", "maze-proved", "samples/maze/small.txt")]
    [InlineData("graphs", "graphs", "samples/graphs/roads.txt")]
    [InlineData("sat", "sat", "samples/sat/random50.txt")]
    [InlineData("sat", "sat", "samples/sat/satisfiable.cnf")]
    [InlineData("sat", "sat", "samples/sat/unsatisfiable.cnf")]
    public async Task Answers_are_those_of_trm(string task, string model, string file)
    {
        await RequireSame(task, TrmRun.InRepository($"models/{model}.safetensors"), TrmRun.InRepository(file), steps: null);
    }

    [Theory]
    [InlineData("sudoku", "sudoku", "samples/sudoku/hard.txt")]
    [InlineData("maze", "maze", "samples/maze/small.txt")]
    [InlineData("graphs", "graphs", "samples/graphs/roads.txt")]
    [InlineData("sat", "sat", "samples/sat/random50.txt")]
    public async Task Too_few_steps_leave_instances_unsolved(string task, string model, string file)
    {
        TrmRun.Outcome outcome = await RequireSame(
            task, TrmRun.InRepository($"models/{model}.safetensors"), TrmRun.InRepository(file), steps: 2);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(task == "sat" ? "s UNKNOWN" : "unsolved", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sudoku", "sudoku", "samples/sudoku/hard.txt")]
    [InlineData("maze", "maze", "samples/maze/small.txt")]
    [InlineData("graphs", "graphs", "samples/graphs/roads.txt")]
    public async Task Models_that_run_in_integers_answer_as_in_trm(string task, string model, string file)
    {
        await RequireSame(task, models.PathOf(model, file), TrmRun.InRepository(file), steps: 256);
    }

    [Theory]
    [InlineData("sudoku", "samples/sudoku/hard.txt", null)]
    [InlineData("maze", "samples/maze/small.txt", "maze-proved")]
    [InlineData("graphs", "samples/graphs/roads.txt", null)]
    [InlineData("sat", "samples/sat/satisfiable.cnf", null)]
    public async Task Receipts_are_those_of_trm_byte_for_byte(string task, string file, string? shipped)
    {
        string model = shipped is null ? models.PathOf(task, file) : TrmRun.InRepository($"models/{shipped}.safetensors"), path = TrmRun.InRepository(file);
        string folder = Directory.CreateTempSubdirectory("receipts").FullName, one = Path.Combine(folder, "one"), other = Path.Combine(folder, "other");
        Trm.Outcome expected = await Trm.Run("solve", task, path, "--model", model, "--max-steps", "64", "--receipt", one);

        TrmRun.Outcome outcome = TrmRun.Run(model, path, "--steps", "64", "--receipt", other);

        Assert.Equal((expected.ExitCode, expected.Output, string.Empty), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(other));
        Assert.Equal(2, TrmRun.Run(model, path, "--receipt", path).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_task_that_is_described_by_data_is_answered_as_in_trm()
    {
        (string model, string file) = models.Custom();

        TrmRun.Outcome outcome = await RequireSame("custom", model, file, steps: null);

        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(File.ReadAllLines(file).Length, lines.Length);
        Assert.All(lines, line => Assert.Contains("\"classes\":[", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-")]
    [InlineData(null)]
    public void Instances_come_from_standard_input_too(string? file)
    {
        string model = TrmRun.InRepository("models/sudoku.safetensors"), text = File.ReadAllText(TrmRun.InRepository("samples/sudoku/4x4.txt"));

        TrmRun.Outcome fed = TrmRun.RunWithInput(text, file is null ? [model] : [model, file]);

        Assert.Equal(TrmRun.Run(model, TrmRun.InRepository("samples/sudoku/4x4.txt")), fed);
        Assert.Equal(0, fed.ExitCode);
        Assert.Equal(10, fed.Output.Count(symbol => symbol == '\n'));
    }

    private static async Task<TrmRun.Outcome> RequireSame(string task, string model, string file, int? steps)
    {
        Trm.Outcome expected = await Trm.Run(
            ["solve", task, file, "--model", model, .. steps is null ? (string[])[] : ["--max-steps", $"{steps}"]]);

        TrmRun.Outcome outcome = TrmRun.Run([model, file, .. steps is null ? (string[])[] : ["--steps", $"{steps}"]]);

        Assert.Equal(expected.Output, outcome.Output);
        Assert.Equal(expected.ExitCode, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        return outcome;
    }
}
