using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>The task of samples/Rostering, which no verb knows, under every verb: a rule is trained for an instant and goes through all of them.</summary>
public sealed class RosteringSampleTests : IDisposable
{
    private const string Demand = "421/142/111/311/221/112/121";

    private readonly string _folder = Directory.CreateTempSubdirectory("rostering").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_verb_works_for_a_task_of_ones_own()
    {
        string data = In("rosters.txt"), model = In("r.safetensors"), small = In("r8.safetensors"), program = In("c");
        await File.WriteAllTextAsync(data, (await Done("generate", "rostering", "--count", "4", "--seed", "7")).Output);

        await Done("train", "rostering", "--updates", "60", "--batch", "8", "--warm-up", "10", "--validate", data, "--run", In("run"), "--out", model);
        await Done("compress", model, "--int8", "--problems", "4", "--test", data, "--out", small);

        foreach (string one in (string[])[model, small])
        {
            Trm.Outcome solved = await Run("solve", "rostering", data, "--model", one, "--max-steps", "16"), measured = await Run(
                "eval", "rostering", data, "--model", one, "--max-steps", "16");
            Assert.Equal((4, 0), (Lines(solved).Length, measured.ExitCode));
            Assert.All(Lines(solved), line => Assert.Matches("steps$|^unsolved line [1-4]: (nurse|day) [1-7] ", line));
            Assert.Contains("of the cells right", measured.Output, StringComparison.Ordinal);
        }

        Assert.All(Lines(await Done("digest", small, data)), digest => Assert.Matches("^[0-9a-f]{16}$", digest));
        await Done("export", "c", "--model", small, "--cells", "49", "--out", program);
        Assert.Equal(["main.c", "rule.c", "rule.h"], Directory.GetFiles(program).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_generated_roster_has_half_of_its_cells_open_and_is_shown_with_its_demand()
    {
        string line = (await Done("generate", "rostering", "--count", "1", "--seed", "3")).Output.Trim(), file = In("one.txt");
        await File.WriteAllTextAsync(file, line);
        string[] fields = line.Split(' '), shown = Lines(await Done("show", "rostering", file));

        Assert.Equal(24, fields[1].Count(cell => cell == '.'));
        Assert.Equal(fields[1].Split('/'), shown[..7]);
        Assert.Equal(string.Concat(fields[0].Split('/').Select(day => day[2])) + " on N", shown[^1]);
    }

    [Theory]
    [InlineData(Demand + "x N..L...", "column 28: expected rows of 3 of '01234567'")]
    [InlineData(Demand + " N..L../", "column 35: expected rows of 7 of '.-ELN'")]
    [InlineData(Demand, "column 29: expected rows of 7")]
    [InlineData(Demand + " N..L... NN-LL-L/LL-EL-E", "column 52: expected rows of 7 of '-ELN', '/' between, 1 rows")]
    [InlineData(Demand + " N..L... NN-LL-N", "column 37: no completion: nurse 1 works more than two nights")]
    [InlineData(Demand + " N..L... NN-LL-L N", "column 45: expected the end of the line")]
    public async Task A_line_that_is_no_roster_is_refused_with_its_column(string line, string problem)
    {
        string file = In("wrong.txt");
        await File.WriteAllTextAsync(file, "# rosters\n" + line);
        Trm.Outcome outcome = await Run("show", "rostering", file);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"trm: {file}: line 2: {problem}", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<Trm.Outcome> Run(params string[] arguments)
    {
        TaskDefinition[] tasks = [.. StandardTasks.All, new RosteringTask()];
        (int code, string output, string error) = await CapturedConsole.Run(string.Empty, () => TinyRecursion.Cli.Trm.RunAsync(arguments, tasks));
        return new Trm.Outcome(code, output, error);
    }

    private static async Task<Trm.Outcome> Done(params string[] arguments)
    {
        Trm.Outcome outcome = await Run(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome;
    }

    private static string[] Lines(Trm.Outcome outcome) => outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string In(string name) => Path.Combine(_folder, name);
}
