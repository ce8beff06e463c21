using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm export c</c>: what it writes, says and refuses. That the programs are right is tested in TinyRecursion.Edge.Tests.</summary>
public sealed class ExportCCommandTests : IDisposable
{
    private static readonly string[] Files = ["main.c", "maze.c", "maze.h"];
    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    public ExportCCommandTests() => Quantise(InFolder("maze8.safetensors"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_is_written_with_its_sizes()
    {
        Trm.Outcome text = await Trm.Run("export", "c", "--model", InFolder("maze8.safetensors"), "--out", InFolder("one"));
        Trm.Outcome json = await Trm.Run("export", "c", "--model", InFolder("maze8.safetensors"), "--out", InFolder("two"), "--json");

        Assert.True((text.ExitCode, json.ExitCode) == (0, 0), text.Error + json.Error);
        Assert.Equal(Files, Directory.GetFiles(InFolder("one")).Select(Path.GetFileName).Order());
        Assert.All(Files, file => Assert.Equal(File.ReadAllBytes(InFolder("one", file)), File.ReadAllBytes(InFolder("two", file))));
        using JsonDocument sizes = JsonDocument.Parse(json.Output);
        int constants = sizes.RootElement.GetProperty("constantBytes").GetInt32(), ram = sizes.RootElement.GetProperty("ramBytes").GetInt32();
        Assert.Equal(900, sizes.RootElement.GetProperty("cells").GetInt32());
        Assert.Contains($"{constants:n0} bytes of constants", text.Output, StringComparison.Ordinal);
        Assert.Contains($"{ram:n0} bytes of buffers", text.Output, StringComparison.Ordinal);
        Assert.Contains($"#define MAZE_RAM_BYTES {ram} ", await File.ReadAllTextAsync(InFolder("one", "maze.h"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export c --model models/maze.safetensors --out OUT", "runs in floating point", "trm compress")]
    [InlineData("export c --model nowhere --out OUT", "nowhere: there is no such file", "")]
    [InlineData("export c --model MODEL", "--out", "")]
    [InlineData("export c --model MODEL --out OUT --flash 5000", "5,000 bytes of flash are too few", "of constants")]
    [InlineData("export c --model MODEL --out OUT --ram 5000", "5,000 bytes of memory are too few", "fewer cells need less")]
    [InlineData("export c --model MODEL --out OUT --cells 0", "--cells must be a whole number of at least 1", "")]
    [InlineData("export c --model MODEL --out OUT --cells 2000000000", "no more than 65,534 cells", "")]
    [InlineData("export c --model MODEL --out MODEL", "maze8.safetensors", "")]
    public async Task Bad_usage_is_exit_code_2_and_leaves_nothing(string line, string problem, string hint)
    {
        string[] arguments = line.Replace("OUT", InFolder("out"), StringComparison.Ordinal).Replace("MODEL", InFolder("maze8.safetensors"), StringComparison.Ordinal).Split(' ');

        Trm.Outcome outcome = await Trm.Run(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(hint, outcome.Error, StringComparison.Ordinal);
        Assert.Equal([InFolder("maze8.safetensors")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Files_of_ones_own_are_not_replaced_and_exported_ones_are()
    {
        string own = InFolder("out", "maze.c");
        Directory.CreateDirectory(InFolder("out"));
        await File.WriteAllTextAsync(own, "int main(void) { return 42; }\n", TestContext.Current.CancellationToken);
        string[] export = ["export", "c", "--model", InFolder("maze8.safetensors"), "--out", InFolder("out")];

        Trm.Outcome refused = await Trm.Run(export);

        Assert.Equal((2, string.Empty), (refused.ExitCode, refused.Output));
        Assert.Equal($"trm: {own}: exists and is not a file of an exported program: give the output another name, or delete the file\n", refused.Error);
        Assert.Equal([own], Directory.GetFileSystemEntries(InFolder("out")));
        Assert.Equal("int main(void) { return 42; }\n", await File.ReadAllTextAsync(own, TestContext.Current.CancellationToken));
        File.Delete(own);
        Assert.Equal((0, 0), ((await Trm.Run(export)).ExitCode, (await Trm.Run(export)).ExitCode));
    }

    private static void Quantise(string file)
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze.safetensors"));
        Problem[] problems = [.. Enumerable.Range(0, 2).Select(i => MazeGrid.Encode(MazeGenerator.Generate(5, (ulong)i, MazeDefaults.For(MazeKind.Walls, 10, 10)).Board))];
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, steps: 16);
        new Model("maze", model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration), new Dictionary<string, string>()).Save(file);
    }

    private string InFolder(params string[] names) => Path.Combine([_folder, .. names]);
}
