using System.Text.Json;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>--search</c> and <c>--rules</c>: every board is settled or given up honestly.</summary>
public class SudokuSearchCommandTests
{
    // A board with one solution, one without, one with several.
    private const string Boards = """
        8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..
        .....5.8....6.1.43..........1.5........1.6...3.......553.....61........4.........
        .....6....59.....82....8....45........3........6..3.54...325..6..................
        """;

    [Theory]
    [InlineData("algorithmic", false)]
    [InlineData("mixed", true)]
    [InlineData(null, true)]
    public async Task Boards_are_solved_refuted_or_said_to_have_several_solutions(string? rules, bool hasModel)
    {
        string[] chosen = rules is null ? [] : ["--rules", rules];
        Trm.Outcome outcome = await Trm.RunWithInput(Boards, ["solve", "sudoku", "-", "--search", "--json", .. chosen]);

        Assert.Equal(1, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(rules ?? "mixed", json.RootElement.GetProperty("settings").GetProperty("rules").GetString());
        Assert.Equal(hasModel ? JsonValueKind.String : JsonValueKind.Null, json.RootElement.GetProperty("model").ValueKind);
        JsonElement[] results = [.. json.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(["solved", "refuted", "solved"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.False(results[0].TryGetProperty("note", out _));
        Assert.Equal("the board has no solution", results[1].GetProperty("note").GetString());
        Assert.Equal("the board has several solutions", results[2].GetProperty("note").GetString());
        Assert.All(results, result => Assert.True(result.GetProperty("nodes").GetInt64() > 10));
        foreach (JsonElement result in results.Where(result => result.TryGetProperty("solution", out _)))
        {
            SudokuBoard puzzle = SudokuLine.Parse(result.GetProperty("puzzle").GetString()!).Board;
            Assert.True(SudokuChecker.Check(puzzle, SudokuLine.Parse(result.GetProperty("solution").GetString()!).Board).IsSolved);
        }
    }

    [Fact]
    public async Task Without_search_a_board_without_a_solution_is_still_told()
    {
        Trm.Outcome outcome = await Trm.RunWithInput(Boards, "solve", "sudoku", "-", "--rules", "algorithmic");

        string[] lines = outcome.Output.TrimEnd().Split('\n');
        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith("# the board has no solution", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("# the board has several solutions", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_is_said_with_how_far_it_got()
    {
        Trm.Outcome outcome = await Trm.RunWithInput(
            Boards, "solve", "sudoku", "-", "--search", "--rules", "algorithmic", "--max-nodes", "7", "--limit", "2");

        Assert.Equal(1, outcome.ExitCode);
        string[] lines = outcome.Output.TrimEnd().Split('\n');
        Assert.StartsWith("unsolved line 2: gave up at the limit on nodes after 7 nodes, ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("# not known whether there is a solution", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_reports_nodes_and_the_median_and_every_rule_of_the_samples()
    {
        Trm.Outcome outcome = await Trm.Run("eval", "sudoku", "samples/sudoku/hardest.txt", "--search", "--json", "--at-least", "1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal((8, 8, 0), (outcome.Metric("instanceCount"), outcome.Metric("uniqueCount"), outcome.Metric("gaveUpCount")));
        Assert.True(outcome.Metric("nodesTotal") > outcome.Metric("nodesToAnswerTotal"));
        Assert.True(outcome.Metric("millisecondsMedian") > 0);
    }

    [Fact]
    public async Task Limits_and_rules_that_mean_nothing_are_refused()
    {
        foreach (string[] options in (string[][])[["--max-nodes", "0"], ["--time-limit", "0"], ["--memory-limit", "0"], ["--rules", "magic"]])
        {
            Trm.Outcome outcome = await Trm.RunWithInput(Boards, ["solve", "sudoku", "-", "--search", .. options]);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Output);
        }
    }
}
