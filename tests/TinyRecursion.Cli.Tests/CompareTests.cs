using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm compare</c>.</summary>
public class CompareTests
{
    [Fact]
    public async Task The_counts_are_those_of_two_evaluations()
    {
        JsonElement json = (await Trm.Run("compare", "sudoku", "sudoku", "--data", "samples/sudoku/hard.txt", "--seeds", "2", "--set", "restarts=1", "--set", "max-steps=32", "--json")).Json();
        var solved = new List<double>();
        foreach (string seed in (string[])["1", "2"])
        {
            solved.Add((await Trm.Run("eval", "sudoku", "samples/sudoku/hard.txt", "--seed", seed, "--restarts", "1", "--max-steps", "32", "--json")).Metric("solvedShare"));
        }

        Assert.Equal(solved.Average(), json.GetProperty("a").GetProperty("solvedShare").GetDouble(), 9);
        Assert.InRange(solved.Average(), 0.1, 0.9);
        Assert.Equal((20, 2, 1.0), (json.GetProperty("instanceCount").GetInt32(), json.GetProperty("seedCount").GetInt32(), json.GetProperty("pValue").GetDouble()));
        Assert.Equal(0, json.GetProperty("difference").GetProperty("solvedShare").GetDouble());
    }

    [Theory]
    [InlineData("compare sudoku maze --data samples/sudoku/hard.txt", "is a model of task 'maze'")]
    [InlineData("compare sudoku sudoku --data samples/sudoku/hard.txt --set max-step=3", "did you mean 'max-steps'")]
    [InlineData("compare graphs graphs --data samples/graphs/roads.txt --seeds 3", "one seed tells all")]
    [InlineData("compare sudoku nowhere --data samples/sudoku/hard.txt", "nowhere")]
    public async Task What_cannot_be_compared_is_refused(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run(command.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
