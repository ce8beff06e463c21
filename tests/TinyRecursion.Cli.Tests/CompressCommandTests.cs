using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm compress</c>, from a shipped model to answers of the compressed one.</summary>
public sealed class CompressCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compress").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_compressed_model_is_smaller_answers_the_same_and_is_the_same_on_any_number_of_threads()
    {
        string data = InFolder("data.txt"), one = InFolder("one.safetensors"), two = InFolder("two.safetensors");
        Trm.Outcome made = await Trm.Run("generate", "maze", "--side", "10", "--count", "6", "--seed", "3");
        await File.WriteAllTextAsync(data, made.Output, TestContext.Current.CancellationToken);

        Trm.Outcome first = await Trm.Run("compress", "models/maze.safetensors", "--int8", "--data", data, "--out", one, "--threads", "1", "--json");
        Trm.Outcome second = await Trm.Run("compress", "models/maze.safetensors", "--int8", "--data", data, "--out", two, "--threads", "2");

        Assert.True((first.ExitCode, second.ExitCode) == (0, 0), first.Error + second.Error);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        using JsonDocument json = JsonDocument.Parse(first.Output);
        Assert.True(2 * json.RootElement.GetProperty("bytesAfter").GetInt64() < json.RootElement.GetProperty("bytesBefore").GetInt64());
        Assert.Equal(new FileInfo(one).Length, json.RootElement.GetProperty("bytesAfter").GetInt64());
        Assert.Equal(64, json.RootElement.GetProperty("drift").GetArrayLength());
        Assert.InRange(json.RootElement.GetProperty("drift")[0].GetDouble(), 1e-4, 0.05);
        Trm.Outcome info = await Trm.Run("info", one);
        Assert.Contains("runs in integers", info.Output, StringComparison.Ordinal);
        Trm.Outcome answered = await Trm.Run("eval", "maze", data, "--model", one, "--restarts", "1", "--at-least", "1");
        Assert.True(answered.ExitCode == 0, answered.Output);
    }

    [Theory]
    [InlineData("compress models/maze.safetensors --data samples/maze/small.txt --out OUT", "--int8")]
    [InlineData("compress nowhere --int8 --data samples/maze/small.txt --out OUT", "nowhere: there is no such file")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/sudoku/easy.txt --out OUT", "easy.txt: line 1")]
    [InlineData("compress models/sat.safetensors --int8 --data samples/maze/small.txt --out OUT", "models of task 'sat' cannot be compressed yet")]
    [InlineData("compress models/maze.safetensors --int8 --data samples --out OUT", "samples: is a folder, not a file")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/maze/small.txt --out samples", "samples: is a folder")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/maze/small.txt --steps 0 --out OUT", "--steps must be at least 1")]
    public async Task Bad_usage_is_exit_code_2_and_leaves_nothing(string line, string problem)
    {
        Trm.Outcome outcome = await Trm.Run(line.Replace("OUT", InFolder("out.safetensors"), StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
