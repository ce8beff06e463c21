using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>The worked example of tasks described by data, from <c>generate custom latin</c> to <c>solve custom</c>.</summary>
public sealed class CustomCommandTests(CustomFixture fixture) : IClassFixture<CustomFixture>
{
    [Theory]
    [InlineData("generate", "custom", "latin")]
    [InlineData("train", "custom")]
    [InlineData("solve", "custom")]
    [InlineData("eval", "custom")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm " + string.Join(' ', command), outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_learns_the_squares_in_seconds_and_solves_others_with_restarts()
    {
        Trm.Outcome outcome = await Trm.Run(
            "eval", "custom", fixture.Unseen, "--model", fixture.Model, "--restarts", "8", "--json", "--at-least", "0.9");

        Assert.Equal(0, outcome.ExitCode);
        JsonElement root = outcome.Json();
        Assert.Equal(("custom", 30), (root.GetProperty("task").GetString(), outcome.Metric("instanceCount")));
        Assert.Equal(8, root.GetProperty("settings").GetProperty("restarts").GetInt32());
        Assert.False(root.GetProperty("metrics").TryGetProperty("uncheckedCount", out _));
        Assert.InRange(outcome.Metric("solvedShare"), 0.9, 1);
        // A square has one completion, so that what is accepted equals the label.
        Assert.Equal(outcome.Metric("solvedShare"), outcome.Metric("exactShare"));
        Assert.InRange(outcome.Metric("cellsShare"), outcome.Metric("exactShare"), 1);
    }

    [Fact]
    public async Task Solve_prints_a_line_of_JSON_each_and_says_what_cannot_be_checked()
    {
        string[] lines = File.ReadAllLines(fixture.Unseen);
        string silent = lines[0][..lines[0].IndexOf(",\"labels\"", StringComparison.Ordinal)] + "}";
        Trm.Outcome outcome = await Trm.RunWithInput(silent + "\n" + lines[1] + "\n", "solve", "custom", "-", "--model", fixture.Model);

        string[] printed = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, printed.Length);
        using JsonDocument first = JsonDocument.Parse(printed[0]), second = JsonDocument.Parse(printed[1]);
        Assert.Equal("unchecked", first.RootElement.GetProperty("status").GetString());
        Assert.Equal(first.RootElement.GetProperty("asked").GetArrayLength(), first.RootElement.GetProperty("classes").GetArrayLength());
        bool solved = second.RootElement.GetProperty("status").GetString() == "solved";
        Assert.Equal(solved ? 0 : 1, outcome.ExitCode);
        Assert.Contains("1 cannot be checked", outcome.Error, StringComparison.Ordinal);

        Trm.Outcome restarts = await Trm.RunWithInput(silent, "solve", "custom", "-", "--model", fixture.Model, "--restarts", "2");
        Trm.Outcome eval = await Trm.RunWithInput(silent, "eval", "custom", "-", "--model", fixture.Model);
        Assert.Equal((2, 2), (restarts.ExitCode, eval.ExitCode));
        Assert.Contains("nothing to measure by", eval.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cells\":2,\"groups\":{\"row\":[[0,2]]}}", "line 1: groups.row[0][1]: is 2, expected 0 to 1")]
    [InlineData("{\"cells\":2,\"known\":[0,null]}", "line 1: groups.column: is missing")]
    [InlineData("{\"cells\":2,\"known\":[7,null],\"groups\":{\"row\":[[0]],\"column\":[[0]]}}", "line 1: known[0]: is 7, but the task's classes end at 3")]
    [InlineData("", "holds no instance")]
    public async Task Instances_that_do_not_fit_are_one_line_and_exit_code_2(string input, string message)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "custom", "-", "--model", fixture.Model);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Models_of_other_tasks_and_data_without_labels_are_refused()
    {
        Trm.Outcome other = await Trm.Run("eval", "custom", fixture.Unseen, "--model", Path.Combine("models", "sudoku.safetensors"));
        Trm.Outcome side = await Trm.Run("generate", "custom", "latin", "--side", "10");

        Assert.Equal((2, 2), (other.ExitCode, side.ExitCode));
        Assert.Contains("is a model of task 'sudoku', not of 'custom'", other.Error, StringComparison.Ordinal);
        Assert.Contains("--side must be 2 to 9, not 10", side.Error, StringComparison.Ordinal);
    }
}
