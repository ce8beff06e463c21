using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>Command lines, and what is said about those that cannot be followed.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("model.safetensors --steps --help")]
    public void Help_has_an_example_and_every_option(string line)
    {
        TrmRun.Outcome outcome = TrmRun.Run(line.Split(' '));

        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        foreach (string part in (string[])["Example: trm-run models/", "--steps N", "--digest N", "--version", "Exit code: 0"])
        {
            Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_version_is_that_of_the_assembly()
    {
        TrmRun.Outcome outcome = TrmRun.Run("--version");

        Assert.Equal((0, typeof(RunProgram).Assembly.GetName().Version!.ToString(3) + "\n"), (outcome.ExitCode, outcome.Output));
    }

    [Theory]
    [InlineData("", "Usage: trm-run MODEL [FILE]")]
    [InlineData("--steps 3", "a model file is missing")]
    [InlineData("a b c", "'c' is one file too many")]
    [InlineData("a --steps", "--steps needs a number")]
    [InlineData("a --steps 0", "--steps must be a whole number from 1, not '0'")]
    [InlineData("a --steps=-1", "--steps must be a whole number from 1, not '-1'")]
    [InlineData("a --steps 99999999999", "--steps must be a whole number from 1, not '99999999999'")]
    [InlineData("a --digest b", "--digest must be a whole number from 1, not 'b'")]
    [InlineData("a --digest 3 --steps 3", "--digest has its own number of steps")]
    [InlineData("a --threads 3", "there is no option '--threads'")]
    [InlineData("a -x", "there is no option '-x'")]
    public void Bad_usage_is_exit_code_2_and_one_line(string line, string problem)
    {
        TrmRun.Outcome outcome = TrmRun.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(symbol => symbol == '\n'));
    }

    [Theory]
    [InlineData("m", "m", null, null, null)]
    [InlineData("m -", "m", null, null, null)]
    [InlineData("m f --steps 7", "m", "f", 7, null)]
    [InlineData("--digest=12 m f", "m", "f", null, 12)]
    public void Options_stand_anywhere(string line, string model, string? file, int? steps, int? digest)
    {
        Assert.Equal(new RunArguments(model, file, steps, digest), RunArguments.Parse(line.Split(' ')));
    }
}
