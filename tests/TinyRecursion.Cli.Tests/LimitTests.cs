using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Limits hold for every task, with and without a search; what ended a run is said, in text and in JSON.</summary>
public class LimitTests
{
    private static readonly string Empty16 = new('.', 256);

    /// <summary>An instance for each task on whose default solver a nanosecond is too short.</summary>
    public static TheoryData<string, string> Instances { get; } = new()
    {
        { "sudoku", Empty16 },
        { "sudoku --search --rules neural", Empty16 },
        { "maze", "S..\n...\n..G\n" },
        { "sat", "p cnf 3 2\n1 2 3 0\n-1 -2 -3 0\n" },
        { "graphs --rules neural", "source a\na b 5000\n" },
        { "graphs --rules algorithmic", "source n0\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"n{i} n{i + 1}\n")) },
        { "tiles --rules algorithmic --weight 1 --goal blank-first", "14 13 15 7 11 12 9 5 6 0 2 1 4 8 10 3\n" },
        { "arithmetic", string.Join(" * ", Enumerable.Repeat(new string('7', 1500), 2)) + "\n" },
    };

    [Theory]
    [MemberData(nameof(Instances))]
    public async Task A_limit_on_time_ends_every_solver_and_is_named(string task, string instance)
    {
        var watch = Stopwatch.StartNew();
        Trm.Outcome outcome = await Trm.RunWithInput(instance, ["solve", .. task.Split(' '), "-", "--time-limit", "1e-9", "--json"]);

        // The grace that searches have, and a machine under load.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        JsonElement result = outcome.Json().GetProperty("results")[0];
        if (result.GetProperty("status").GetString() != "solved")
        {
            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal(("gave-up", "time"), (result.GetProperty("status").GetString(), result.GetProperty("limit").GetString()));
            Assert.Contains("limit on time", result.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_board_that_takes_minutes_is_given_up_in_time_without_a_search()
    {
        Trm.Outcome outcome = await Trm.RunWithInput(Empty16 + "\n", "solve", "sudoku", "-", "--time-limit", "0.2");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("unsolved line 1: gave up at the limit on time", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sudoku")]
    [InlineData("sudoku --search --rules neural")]
    public async Task A_limit_on_memory_refuses_a_run_before_it_takes_it(string task)
    {
        Trm.Outcome outcome = await Trm.RunWithInput($"{Empty16}\n1..9..8...4.....6..2..1....68...43.........4...5.96.......3.5.25.2..1.8..94...6..\n", ["solve", .. task.Split(' '), "-", "--memory-limit", "1", "--json"]);

        JsonElement results = outcome.Json().GetProperty("results");
        Assert.Equal(("gave-up", "memory"), (results[0].GetProperty("status").GetString(), results[0].GetProperty("limit").GetString()));
        Assert.Equal("solved", results[1].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_a_search_a_limit_on_nodes_counts_the_steps_of_all_starts()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "samples/sudoku/hard.txt", "--max-nodes", "5", "--restarts", "8", "--json");

        Assert.Equal(5, outcome.Metric("stepsMax"));
        Assert.All(
            outcome.Json().GetProperty("results").EnumerateArray().Where(result => result.GetProperty("status").GetString() == "unsolved"),
            result => Assert.Equal("steps", result.GetProperty("limit").GetString()));
    }

    [Theory]
    [InlineData("11" + "..............................................................................." , "refuted", "clues in conflict: digit 1 twice in row 1 (r1c1, r1c2)")]
    [InlineData("1.....93......3..837....4...3...8....124...6.7......8..9..7.215.51.6.8..487.9....", "refuted", "refuted by search in 1 nodes")]
    public async Task A_board_without_a_solution_is_refuted_with_the_reason(string board, string status, string reason)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(board, "solve", "sudoku", "-", "--search", "--json");

        JsonElement result = outcome.Json().GetProperty("results")[0];
        Assert.Equal((1, status, reason), (outcome.ExitCode, result.GetProperty("status").GetString(), result.GetProperty("reason").GetString()));
        Assert.False(result.TryGetProperty("limit", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--search")]
    [InlineData("--rules mixed")]
    public async Task Variables_in_no_clause_cost_nothing(string options)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(
            "p cnf 1048576 2\n1 1048576 0\n-1 0\n", ["solve", "sat", "-", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("s SATISFIABLE\nv -1 -2 -3 ", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith(" 1048576 0\n", outcome.Output, StringComparison.Ordinal);
    }
}
