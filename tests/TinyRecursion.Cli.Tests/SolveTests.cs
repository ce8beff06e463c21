using System.Text.Json;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Cli.Tests;

public class SolveTests
{
    [Fact]
    public async Task The_readme_command_prints_solutions_that_the_checker_accepts_or_says_unsolved()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "samples/sudoku/hard.txt");
        IReadOnlyList<SudokuPuzzle> puzzles = SudokuFile.ReadAll(Path.Combine(Trm.Root, "samples/sudoku/hard.txt"));
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(puzzles.Count, lines.Length);
        int solved = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("unsolved", StringComparison.Ordinal))
            {
                SudokuBoard answer = SudokuLine.Parse(lines[i].Split(' ')[0]).Board;
                Assert.True(SudokuChecker.Check(puzzles[i].Board, answer).IsSolved);
                solved++;
            }
        }

        Assert.Equal(solved == lines.Length ? 0 : 1, outcome.ExitCode);
        Assert.True(solved >= puzzles.Count * 3 / 4, $"only {solved} of {puzzles.Count} solved");
    }

    [Fact]
    public async Task Json_is_one_object_and_the_same_on_any_number_of_threads()
    {
        Trm.Outcome one = await Trm.Run("solve", "sudoku", "samples/sudoku/hard.txt", "--limit", "4", "--json", "--threads", "1");
        Trm.Outcome two = await Trm.Run("solve", "sudoku", "samples/sudoku/hard.txt", "--limit", "4", "--json", "--threads", "2");
        using JsonDocument first = JsonDocument.Parse(one.Output), second = JsonDocument.Parse(two.Output);
        Assert.Equal(4, one.Metric("instanceCount"));
        Assert.Equal(first.RootElement.GetProperty("results").GetRawText(), second.RootElement.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task Bad_input_is_one_line_on_standard_error_and_exit_code_2()
    {
        foreach ((string input, string problem) in new[]
        {
            ("123", "column 1: the puzzle has 3 characters"),
            ("x" + new string('.', 80), "illegal character 'x'"),
            ("# nothing", "holds no puzzle"),
        })
        {
            Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "sudoku", "-");
            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Output);
            Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
            Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        }
    }
}
