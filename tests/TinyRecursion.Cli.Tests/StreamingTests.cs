using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Answers leave as they are found, bad instances are gone past where that is asked for, and a program that is to stop stops.</summary>
public class StreamingTests
{
    private const string Board = "1..9..8...4.....6..2..1....68...43.........4...5.96.......3.5.25.2..1.8..94...6..";
    private const string Sixteen = "1...............";

    [Theory]
    [InlineData("sudoku", "1...............\nx\n..2.............\n", "line 2")]
    [InlineData("sudoku", "id,puzzle\na,1...............\nb,zz\nc,..2.............\n", "line 3")]
    [InlineData("graphs", "source a\na b 2\n\nsource a\na b -1\na c 4\n\nsource b\nb c 1\n", "line 5")]
    [InlineData("graphs", "source a\na b 2\n\na b 4\n\nsource b\nb c 1\n", "line 4")]
    [InlineData("maze", "S.\n.G\n\nS.\n.X\n..\n\n.S\nG.\n", "line 5")]
    [InlineData("maze", "S..G\n\nS..X\n\nG..S\n", "line 3")]
    [InlineData("arithmetic", "1+2\n1+\n3*4\n", "line 2")]
    [InlineData("sat", "x 1 1 ? - - 1\ny 1 1 ? - - 7\nz 2 1 ? - - 1,2\n", "line 2")]
    [InlineData("tiles --rules algorithmic", "1 2 3 0\n1 2 3 9\n1 2 0 3\n", "line 2")]
    public async Task Skipping_goes_past_a_malformed_instance_tells_its_place_and_counts_it(string task, string input, string place)
    {
        Trm.Outcome ends = await Trm.RunWithInput(input, ["solve", .. task.Split(' '), "-"]);
        Trm.Outcome skips = await Trm.RunWithInput(input, ["solve", .. task.Split(' '), "-", "--skip-bad"]);
        Trm.Outcome json = await Trm.RunWithInput(input, ["solve", .. task.Split(' '), "-", "--skip-bad", "--json", "--threads", "2"]);

        Assert.Equal((2, 1, 1), (ends.ExitCode, skips.ExitCode, json.ExitCode));
        Assert.Contains(place, ends.Error, StringComparison.Ordinal);
        Assert.Equal(1, skips.Error.Split("trm: skipped: standard input: " + place).Length - 1);
        Assert.Contains(", 1 skipped", skips.Error, StringComparison.Ordinal);
        Assert.StartsWith(ends.Output, skips.Output, StringComparison.Ordinal);
        Assert.NotEqual(ends.Output, skips.Output);
        Assert.Equal((2, 1), (json.Json().GetProperty("results").GetArrayLength(), json.Json().GetProperty("skippedCount").GetInt32()));
    }

    [Fact]
    public async Task A_file_that_cannot_be_gone_on_with_is_skipped_as_a_whole()
    {
        string bad = Path.GetTempFileName();
        await File.WriteAllTextAsync(bad, "p cnf 1 1\n2 0\n", TestContext.Current.CancellationToken);
        Trm.Outcome outcome = await Trm.Run("solve", "sat", bad, "samples/sat/satisfiable.cnf", "--skip-bad");
        File.Delete(bad);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"trm: skipped: {bad}: line 2", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("s SATISFIABLE", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_before_a_malformed_instance_have_left_and_eval_counts_what_is_skipped()
    {
        Trm.Outcome solve = await Trm.RunWithInput($"{Sixteen}\n{Sixteen}\nx\n", "solve", "sudoku", "-", "--threads", "2");
        Trm.Outcome eval = await Trm.RunWithInput($"{Sixteen}\nx\n{Sixteen}\n", "eval", "sudoku", "-", "--skip-bad", "--json");

        Assert.Equal((2, 2), (solve.ExitCode, solve.Output.TrimEnd().Split('\n').Length));
        Assert.Equal((1, 2, 1), (eval.ExitCode, eval.Metric("instanceCount"), eval.Json().GetProperty("skippedCount").GetInt32()));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task An_answer_leaves_before_the_next_question_and_a_reader_who_goes_ends_the_run(string threads)
    {
        using Process process = Trm.Start("solve", "sudoku", "-", "--threads", threads);
        await process.StandardInput.WriteLineAsync(Board);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        string? answer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Board.Length, true), (answer!.IndexOf(' ', StringComparison.Ordinal), answer.EndsWith(" steps", StringComparison.Ordinal)));

        // The input stays open: the run ends although the next question may still come.
        process.StandardOutput.Close();
        await process.StandardInput.WriteLineAsync(Board);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((141, string.Empty), (process.ExitCode, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("solve sudoku -")]
    [InlineData("calc -")]
    [InlineData("bench")]
    public async Task A_signal_ends_what_waits_for_input_or_never_looks_up(string command)
    {
        // Until it listens; a program that has not begun ends by the signal itself. On a fast machine a bench may be over by then, and is asked sooner.
        for (int delay = 3000; ; delay /= 2)
        {
            using Process process = Trm.Start(command.Split(' '));
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            if (process.HasExited && process.ExitCode == 0 && delay > 400)
            {
                continue;
            }

            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            var watch = Stopwatch.StartNew();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(130, process.ExitCode);
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
            Assert.Equal("trm: cancelled", (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
            return;
        }
    }

    [Fact]
    public async Task Json_leaves_answer_by_answer_and_is_one_object_in_the_end()
    {
        Trm.Outcome outcome = await Trm.RunWithInput($"{Sixteen}\n{Sixteen}\n", "solve", "sudoku", "-", "--json");
        Trm.Outcome nothing = await Trm.RunWithInput("x\n", "solve", "sudoku", "-", "--json");

        Assert.Equal(
            ["results", "skippedCount", "seconds", "metrics"], outcome.Json().EnumerateObject().Select(field => field.Name).SkipWhile(name => name != "results"));
        Assert.Equal((2, string.Empty), (nothing.ExitCode, nothing.Output));
    }

    [Theory]
    [InlineData("solve sudoku samples/sudoku/easy.txt --limit 2", "2>&-", 0)]
    [InlineData("solve sudoku samples/sudoku/easy.txt --limit 2", "2>/dev/full", 0)]
    [InlineData("solve nothing", "2>/dev/full", 2)]
    [InlineData("solve sudoku <(cat samples/sudoku/easy.txt) --limit 2 --json", "", 0)]
    [InlineData("eval sudoku <(cat samples/sudoku/easy.txt) --limit 2 --csv", "", 0)]
    public async Task A_closed_or_full_standard_error_changes_nothing_and_pipes_are_read_once(string command, string redirection, int code)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"dotnet {Path.Combine(AppContext.BaseDirectory, "trm.dll")} {command} {redirection}"])
        {
            RedirectStandardOutput = true, WorkingDirectory = Trm.Root,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code, process.ExitCode);
        Assert.Equal(code == 0, output.Length > 0);
    }
}
