using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Changed files against every reader; <c>tests/TinyRecursion.Fuzz</c> does the same for as long as one likes.</summary>
public class FuzzTests
{
    [Fact]
    public async Task Every_reader_takes_or_refuses_changed_files()
    {
        string findings = Directory.CreateTempSubdirectory("findings").FullName;

        Trm.Outcome outcome = await Trm.RunSample("trm-fuzz", "--count", "20", "--out", findings);

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Directory.Delete(findings, recursive: true);
    }
}
