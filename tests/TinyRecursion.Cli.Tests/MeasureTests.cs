using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm measure</c>.</summary>
public sealed class MeasureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("measure").FullName;

    public MeasureTests() => File.WriteAllText(In("program.bin"), "a program");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_stand_in_holds_for_its_run_and_for_no_other_nonce_or_program()
    {
        await Solve();
        string[] run = ["measure", In("program.bin"), "sudoku4", "--receipt", In("a.receipt"), "--nonce"];
        Trm.Outcome made = await Trm.Run([.. run, "00ff", "--stand-in", In("a.quote"), "--json"]);
        Trm.Outcome same = await Trm.Run([.. run, "00ff", "--verify-stand-in", In("a.quote")]);
        Trm.Outcome other = await Trm.Run([.. run, "00fe", "--verify-stand-in", In("a.quote")]);
        File.AppendAllText(In("program.bin"), " ");
        Trm.Outcome program = await Trm.Run([.. run, "00ff", "--verify-stand-in", In("a.quote"), "--json"]);

        Assert.Equal((0, 0, 1, 1), (made.ExitCode, same.ExitCode, other.ExitCode, program.ExitCode));
        JsonElement json = made.Json();
        Assert.Equal(128, json.GetProperty("reportData").GetString()!.Length);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("holds").ValueKind);
        Assert.False(program.Json().GetProperty("holds").GetBoolean());
        Assert.Contains("no hardware signed this", File.ReadAllText(In("a.quote")), StringComparison.Ordinal);
        Assert.Contains("rejected: holds other report data", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure nowhere.bin sudoku4", "there is no such file")]
    [InlineData("measure program.bin sudoku4 --nonce 00", "--receipt and --nonce are given together")]
    [InlineData("measure program.bin sudoku4 --stand-in new.quote", "--stand-in needs --receipt and --nonce")]
    [InlineData("measure program.bin sudoku4 --receipt a.receipt --nonce 0", "--nonce: expected hexadecimal digits")]
    [InlineData("measure program.bin sudoku4 --receipt program.bin --nonce 00", "program.bin: ")]
    [InlineData("measure program.bin maze-proved --receipt a.receipt --nonce 00", "the receipt is of another model")]
    [InlineData("measure program.bin sudoku4 --receipt a.receipt --nonce 00 --stand-in program.bin", "is the same file as the input")]
    [InlineData("measure program.bin sudoku4 --receipt a.receipt --nonce 00 --verify-stand-in program.bin", "is no stand-in quote")]
    public async Task What_cannot_be_measured_is_said_and_nothing_is_written(string command, string message)
    {
        await Solve();
        Dictionary<string, byte[]> before = Directory.GetFiles(_folder).ToDictionary(file => file, File.ReadAllBytes);
        Trm.Outcome outcome = await Trm.Run([.. command.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) ? In(word) : word)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_folder).ToDictionary(file => file, File.ReadAllBytes));
    }

    private async Task Solve() => Assert.Equal(0, (await Trm.Run(
        "solve", "sudoku", Path.Combine(Trm.Root, "samples", "sudoku", "easy.txt"), "--limit", "1", "--model", "sudoku4", "--receipt", In("a.receipt"))).ExitCode);

    private string In(string name) => Path.Combine(_folder, name);
}
