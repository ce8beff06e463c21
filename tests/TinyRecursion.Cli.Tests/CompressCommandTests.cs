using System.Security.Cryptography;
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
        JsonElement json = first.Json(), before = json.GetProperty("before"), after = json.GetProperty("after");
        Assert.Equal(("compress", "maze", "models/maze.safetensors", one), (Text("verb"), Text("task"), Text("original"), Text("model")));
        Assert.Equal(Digest("models/maze.safetensors"), Text("originalDigest"));
        Assert.Equal(Digest(one), Text("modelDigest"));
        Assert.Equal(new FileInfo("models/maze.safetensors").Length, before.GetProperty("bytes").GetInt64());
        Assert.Equal(new FileInfo(one).Length, after.GetProperty("bytes").GetInt64());
        Assert.True(2 * after.GetProperty("bytes").GetInt64() < before.GetProperty("bytes").GetInt64());
        Assert.Equal(before.GetProperty("parameterCount").GetInt32(), after.GetProperty("parameterCount").GetInt32());
        Assert.False(before.TryGetProperty("metrics", out _), "nothing was given to measure on");
        Assert.Equal(64, json.GetProperty("drift").GetArrayLength());
        Assert.InRange(json.GetProperty("drift")[0].GetDouble(), 1e-4, 0.05);
        Assert.Matches(@"^" + two + @"\n +before +after\nbytes +[\d,]+ +[\d,]+\nparameters +[\d,]+ +[\d,]+\nnot zero +[\d,]+ +[\d,]+\ndrift of states: .* after 1, .* after 64 steps\n$", second.Output);
        Trm.Outcome info = await Trm.Run("info", one);
        Assert.Contains("runs in integers", info.Output, StringComparison.Ordinal);
        Trm.Outcome answered = await Trm.Run("eval", "maze", data, "--model", one, "--restarts", "1", "--at-least", "1");
        Assert.True(answered.ExitCode == 0, answered.Output);

        string? Text(string name) => json.GetProperty(name).GetString();

        static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
    }

    [Fact]
    public async Task Everything_combines_and_both_models_are_measured()
    {
        string test = InFolder("test.txt"), small = InFolder("small.safetensors");
        await File.WriteAllTextAsync(test, (await Trm.Run("generate", "maze", "--side", "8", "--count", "3", "--seed", "4")).Output, TestContext.Current.CancellationToken);

        Trm.Outcome made = await Trm.Run(
            "compress", "models/maze.safetensors", "--int4", "--prune", "0.2", "--prune-channels", "0.25", "--distil", "--updates", "2", "--data",
            "samples/maze/small.txt", "--test", test, "--run", InFolder("run"), "--out", small, "--json");

        Assert.True(made.ExitCode == 0, made.Error);
        JsonElement root = made.Json(), before = root.GetProperty("before"), after = root.GetProperty("after");
        Assert.Equal("int4, 20 % of the weights zero, 25 % of the channels removed, distilled, 2 updates at 0.0005, seed 1, calibrated on 3 instances, 64 steps", root.GetProperty("compression").GetString());
        Assert.True(after.GetProperty("parameterCount").GetInt32() < 0.8 * before.GetProperty("parameterCount").GetInt32());
        Assert.True(after.GetProperty("notZeroCount").GetInt32() < 0.85 * after.GetProperty("parameterCount").GetInt32());
        Assert.Equal(1, before.GetProperty("metrics").GetProperty("solvedShare").GetDouble());
        Assert.Equal(3, after.GetProperty("metrics").GetProperty("instanceCount").GetInt32());
        Assert.InRange(after.GetProperty("metrics").GetProperty("cellsShare").GetDouble(), 0, 1);
        Trm.Outcome info = await Trm.Run("info", small);
        Assert.Contains("runs in integers", info.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_of_one_digit_stays_right_everywhere_in_integers()
    {
        string digits = InFolder("digits.safetensors");

        Trm.Outcome made = await Trm.Run("compress", "models/arithmetic.safetensors", "--int8", "--out", digits);

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Matches(@"\nsolvedShare +100\.00 % +100\.00 %\n", made.Output);
        Trm.Outcome answer = await Trm.Run("calc", "12345678901234567890 * 98765432109876543210", "--model", digits);
        Assert.Equal("1219326311370217952237463801111263526900", answer.Output.Trim());
    }

    [Theory]
    [InlineData("compress models/maze.safetensors --data samples/maze/small.txt --out OUT", "--int8")]
    [InlineData("compress models/maze.safetensors --int8 --int4 --data samples/maze/small.txt --out OUT", "exclude each other")]
    [InlineData("compress models/maze.safetensors --distil --data samples/maze/small.txt --out OUT", "say for how many --updates")]
    [InlineData("compress models/maze.safetensors --int8 --stride 2 --data samples/maze/small.txt --out OUT", "--stride needs --distil")]
    [InlineData("compress models/maze.safetensors --prune 1 --data samples/maze/small.txt --out OUT", "--prune")]
    [InlineData("compress models/arithmetic.safetensors --int8 --updates 3 --out OUT", "cannot be compressed with updates")]
    [InlineData("compress models/maze.safetensors --int8 --out OUT", "there is no instance to calibrate on: give a file")]
    [InlineData("compress models/sudoku.safetensors --int8 --data samples/sudoku/easy.txt --out OUT", "none leaves the rule anything to do")]
    [InlineData("compress nowhere --int8 --data samples/maze/small.txt --out OUT", "nowhere: there is no such file")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/sudoku/easy.txt --out OUT", "easy.txt: line 1")]
    [InlineData("compress models/sat.safetensors --int8 --data samples/maze/small.txt --out OUT", "small.txt")]
    [InlineData("compress models/maze.safetensors --int8 --data samples --out OUT", "samples: holds no file that ends in .txt, .csv, .map")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/maze/small.txt --out samples", "samples: is a folder")]
    [InlineData("compress models/maze.safetensors --int8 --data samples/maze/small.txt --steps 0 --out OUT", "--steps must be a whole number of at least 1")]
    public async Task Bad_usage_is_exit_code_2_and_leaves_nothing(string line, string problem)
    {
        Trm.Outcome outcome = await Trm.Run(line.Replace("OUT", InFolder("out.safetensors"), StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string InFolder(string name) => Path.Combine(_folder, name);
}
