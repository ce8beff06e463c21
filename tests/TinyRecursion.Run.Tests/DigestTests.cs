using System.Text.Json;
using TinyRecursion.Cli.Tests;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>Digests are the same from both programs, and those of the library.</summary>
public sealed class DigestTests(IntegerModels models) : IClassFixture<IntegerModels>
{
    [Theory]
    [InlineData("sudoku", "samples/sudoku/hard.txt")]
    [InlineData("maze", "samples/maze/small.txt")]
    [InlineData("graphs", "samples/graphs/roads.txt")]
    [InlineData("sat", "samples/sat/random50.txt")]
    public async Task Both_programs_print_the_digests_of_the_library(string task, string file) =>
        await RequireSame(models.PathOf(task, file), TrmRun.InRepository(file));

    [Fact]
    public async Task So_do_they_of_a_task_that_is_described_by_data()
    {
        (string model, string file) = models.Custom();

        await RequireSame(model, file);
    }

    [Fact]
    public async Task Trm_gives_them_as_json_too()
    {
        string model = models.PathOf("sudoku", "samples/sudoku/hard.txt"), path = TrmRun.InRepository("samples/sudoku/hard.txt");

        Trm.Outcome outcome = await Trm.Run("digest", model, path, "--steps", "5", "--limit", "3", "--json");

        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(("sudoku", 5), (json.RootElement.GetProperty("task").GetString(), json.RootElement.GetProperty("steps").GetInt32()));
        JsonElement[] digests = [.. json.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal([2, 3, 4], digests.Select(digest => digest.GetProperty("line").GetInt32()));
        Assert.Equal(
            TrmRun.Run(model, path, "--digest", "5").Output.Split('\n')[..3], digests.Select(digest => digest.GetProperty("digest").GetString()));
    }

    [Fact]
    public void A_puzzle_that_takes_no_step_has_the_digest_of_nothing()
    {
        string model = models.PathOf("sudoku", "samples/sudoku/hard.txt");

        TrmRun.Outcome outcome = TrmRun.Run(model, TrmRun.InRepository("samples/sudoku/easy.txt"), "--digest", "9");

        Assert.Contains("cbf29ce484222325", outcome.Output.Split('\n'));
    }

    [Fact]
    public async Task A_model_in_floating_point_has_none()
    {
        string model = TrmRun.InRepository("models/sudoku.safetensors"), path = TrmRun.InRepository("samples/sudoku/hard.txt");

        TrmRun.Outcome outcome = TrmRun.Run(model, path, "--digest", "9");
        Trm.Outcome expected = await Trm.Run("digest", model, path);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"trm-run: {model}: runs in floating point", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, expected.ExitCode);
        Assert.Equal(outcome.Error.Replace("trm-run:", "trm:", StringComparison.Ordinal), expected.Error);
    }

    private static async Task RequireSame(string model, string file)
    {
        TrmRun.Outcome outcome = TrmRun.Run(model, file, "--digest", "24");
        Trm.Outcome one = await Trm.Run("digest", model, file, "--steps", "24", "--threads", "1");
        Trm.Outcome two = await Trm.Run("digest", model, file, "--steps", "24", "--threads", "2");

        Model loaded = Model.Load(model);
        var rule = new IntegerRule(loaded.Graph, loaded.Quantised!);
        string[] digests = [.. IntegerModels.Problems(loaded, file).Select(problem => $"{IntegerDigest.Of(rule, problem, 24):x16}")];
        string expected = string.Concat(digests.Select(digest => digest + "\n"));
        Assert.True(digests.Length > 1 && digests.Distinct().Count() == digests.Length, expected);
        Assert.Equal((0, expected, string.Empty), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Equal((0, expected), (one.ExitCode, one.Output));
        Assert.Equal((0, expected), (two.ExitCode, two.Output));
    }
}
