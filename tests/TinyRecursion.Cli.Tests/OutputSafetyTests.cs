using System.Diagnostics;
using System.Security.Cryptography;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>No command destroys what it reads, or works for hours for a file that it then cannot write: both are refused before anything is done.</summary>
public sealed class OutputSafetyTests : IDisposable
{
    private const string Recipe = "recipes/small-sudoku-mixer.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("safety").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("train sudoku --data DATA --validate HELD --from MODEL --run RUN --out OUT", "DATA")]
    [InlineData("train sudoku --data DATA --validate HELD --from MODEL --run RUN --out OUT", "HELD")]
    [InlineData("train sudoku --data DATA --validate HELD --from MODEL --run RUN --out OUT", "MODEL")]
    [InlineData("train sudoku --data HELD DATA --run RUN --out OUT", "DATA")]
    [InlineData("train recipe RECIPE --data DATA --validate HELD --run RUN --out OUT", "RECIPE")]
    [InlineData("train recipe RECIPE --data DATA --validate HELD --run RUN --out OUT", "DATA")]
    [InlineData("train recipe RECIPE --data DATA --validate HELD --run RUN --out OUT", "HELD")]
    [InlineData("compress MODEL --int8 --data DATA --test HELD --run RUN --out OUT", "MODEL")]
    [InlineData("compress MODEL --int8 --data DATA --test HELD --run RUN --out OUT", "DATA")]
    [InlineData("compress MODEL --int8 --data DATA --test HELD --run RUN --out OUT", "HELD")]
    [InlineData("import WEIGHTS --config CONFIG --out OUT", "WEIGHTS")]
    [InlineData("import WEIGHTS --config CONFIG --out OUT", "CONFIG")]
    [InlineData("export CYCLES --out OUT", "CYCLES")]
    [InlineData("prove arithmetic --model DIGIT --out OUT", "DIGIT")]
    public async Task An_input_is_never_the_output_by_whatever_name(string line, string input)
    {
        await Prepare();
        string link = InFolder("link"), hard = InFolder("hard");
        File.CreateSymbolicLink(link, InFolder(input));
        await System("ln", InFolder(input), hard);
        string before = Contents();
        foreach (string output in (string[])[InFolder(input), Path.GetRelativePath(Trm.Root, InFolder(input)), Path.Combine(_folder, "..", Path.GetFileName(_folder), input), link, hard])
        {
            Trm.Outcome outcome = await Trm.Run([.. line.Split(' ').Select(word => word == "OUT" ? output : word.All(char.IsUpper) ? InFolder(word) : word)]);

            Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
            Assert.StartsWith($"trm: {output}: is the same file as the input ", Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.Equal(before, Contents());
        }
    }

    [Theory]
    [InlineData("train sudoku --data DATA --run RUN --out OUT")]
    [InlineData("train maze-proved --out OUT")]
    [InlineData("train recipe RECIPE --data DATA --run RUN --out OUT")]
    [InlineData("compress MODEL --int8 --data DATA --out OUT")]
    [InlineData("import WEIGHTS --config CONFIG --out OUT")]
    [InlineData("export CYCLES --out OUT")]
    [InlineData("prove arithmetic --out OUT")]
    public async Task An_output_that_cannot_be_a_file_is_refused_at_once(string line)
    {
        await Prepare();
        string pipe = InFolder("pipe"), folder = Directory.CreateDirectory(InFolder("folder")).FullName;
        await System("mkfifo", pipe);
        string before = Contents();
        foreach ((string output, string problem) in ((string, string)[])
        [
            (pipe, "pipe"),
            (folder, "folder: is a folder"),
            (folder + "/", "is a folder"),
            ("", "expected the name of a file or folder, found an empty one"),
            (" ", "expected the name of a file or folder, found an empty one"),
            (InFolder(new string('a', 300)), "the name is too long"),
            ("/dev/null", "/dev/null"),
            (InFolder("DATA", "model"), "cannot be written"),
        ])
        {
            var watch = Stopwatch.StartNew();
            Trm.Outcome outcome = await Trm.Run([.. line.Split(' ').Select(word => word == "OUT" ? output : word.All(char.IsUpper) ? InFolder(word) : word)]);

            Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
            Assert.Contains(problem, Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "it worked before it refused");
            Assert.Equal(before, Contents());
        }
    }

    [Fact]
    public async Task A_file_of_another_kind_is_not_replaced()
    {
        await Prepare();
        await File.WriteAllTextAsync(InFolder("thesis.txt"), "three years of work", TestContext.Current.CancellationToken);
        string before = Contents();

        Trm.Outcome outcome = await Trm.Run("train", "sudoku", "--data", InFolder("DATA"), "--run", InFolder("RUN"), "--out", InFolder("thesis.txt"));

        Assert.Equal((2, $"trm: {InFolder("thesis.txt")}: exists and is not a model: give the output another name, or delete the file\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(before, Contents());
    }

    /// <summary>Everything that commands read, named by the words of the lines above.</summary>
    private async Task Prepare()
    {
        string parity = Path.Combine(Trm.Root, "tests", "TinyRecursion.Training.Tests", "fixtures", "parity");
        foreach ((string name, string file) in ((string, string)[])
        [
            ("MODEL", Path.Combine(Trm.Root, "models", "sudoku.safetensors")), ("DIGIT", Path.Combine(Trm.Root, "models", "arithmetic.safetensors")),
            ("RECIPE", Path.Combine(Trm.Root, Recipe)), ("WEIGHTS", Path.Combine(parity, "mixer.weights.safetensors")), ("CONFIG", Path.Combine(parity, "mixer.config.json")),
        ])
        {
            File.Copy(file, InFolder(name));
        }

        string boards = (await Trm.Run("generate", "sudoku", "--box", "2", "--count", "2")).Output;
        await File.WriteAllTextAsync(InFolder("DATA"), boards, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(InFolder("HELD"), boards, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Trm.Run("import", InFolder("WEIGHTS"), "--config", InFolder("CONFIG"), "--task", "sudoku", "--out", InFolder("CYCLES"))).ExitCode);
    }

    private static async Task System(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The names and contents of everything in the folder; pipes are not opened.</summary>
    private string Contents() => string.Join('\n', Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Order().Select(entry =>
        Path.GetFileName(entry) == "pipe" || Directory.Exists(entry) ? entry : $"{entry} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry)))}"));

    private string InFolder(params string[] names) => Path.Combine([_folder, .. names]);
}
