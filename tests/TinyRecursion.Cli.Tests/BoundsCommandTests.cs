using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm prove bounds</c>.</summary>
public class BoundsCommandTests
{
    [Fact]
    public async Task States_are_bounded_for_every_problem_and_for_ever()
    {
        Trm.Outcome said = await Trm.Run("prove", "bounds", "maze", "--steps", "2");
        Trm.Outcome json = await Trm.Run("prove", "bounds", "sudoku4", "--steps", "2", "--json");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("problem: every problem of every size\n", said.Output, StringComparison.Ordinal);
        Assert.Contains("ever: no entry of the state leaves [-4, 4]", said.Output, StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(json.Output);
        JsonElement root = parsed.RootElement;
        Assert.Equal(("integer", "every"), (root.GetProperty("arithmetic").GetString(), root.GetProperty("problem").GetString()));
        Assert.Equal(2, root.GetProperty("steps").GetArrayLength());
        Assert.All(root.GetProperty("ever").EnumerateArray(), entry => Assert.InRange(entry[1].GetDouble(), entry[0].GetDouble(), 7.2));
    }

    [Fact]
    public async Task States_are_bounded_on_an_instance()
    {
        Trm.Outcome said = await Trm.Run("prove", "bounds", "maze", "--instance", "samples/maze/small.txt", "--steps", "2");
        Trm.Outcome json = await Trm.Run("prove", "bounds", "maze", "--instance", "samples/maze/small.txt", "--steps", "1", "--symbols", "20", "--json");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("decided at 35 of 35 cells", said.Output, StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(json.Output);
        Assert.Equal(35, parsed.RootElement.GetProperty("decided").GetInt32());
    }

    [Fact]
    public async Task Moves_of_a_discretised_rule_are_said()
    {
        Trm.Outcome said = await Trm.Run("prove", "bounds", "maze-proved", "--steps", "1");
        Trm.Outcome json = await Trm.Run("prove", "bounds", "maze-proved", "--steps", "1", "--json");

        Assert.Contains("  features 1 or 2 or 3: D -> D, D on the path\n", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("a symbol that is ruled out never comes back, nor does one that a cell has given up\n", said.Output, StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(json.Output);
        Assert.True(parsed.RootElement.GetProperty("nothingComesBack").GetBoolean());
        Assert.Equal(4 * 11, parsed.RootElement.GetProperty("reachable").GetArrayLength());
    }

    [Theory]
    [InlineData("samples/maze/small.txt: header length", "prove", "bounds", "samples/maze/small.txt")]
    [InlineData("nothing.safetensors", "prove", "bounds", "nothing.safetensors")]
    [InlineData("--groups and --members describe every problem", "prove", "bounds", "maze", "--groups", "2", "--instance", "samples/maze/small.txt")]
    [InlineData("--symbols goes with --instance", "prove", "bounds", "maze", "--symbols", "9")]
    [InlineData("--steps is at most 100000", "prove", "bounds", "maze", "--steps", "2000000000")]
    [InlineData("--start must be 0 to 1000", "prove", "bounds", "maze", "--start", "NaN")]
    [InlineData("leaves nothing to the rule", "prove", "bounds", "sudoku", "--instance", "samples/sudoku/4x4.txt")]
    [InlineData("small.txt", "prove", "bounds", "sudoku", "--instance", "samples/maze/small.txt")]
    [InlineData("samples/maze/small.txt: line 1", "prove", "bounds", "arithmetic", "--instance", "samples/maze/small.txt")]
    public async Task Bad_input_is_refused_in_one_line(string problem, params string[] args)
    {
        Trm.Outcome refused = await Trm.Run(args);

        Assert.Equal((2, string.Empty), (refused.ExitCode, refused.Output));
        Assert.Contains(problem, refused.Error, StringComparison.Ordinal);
    }
}
