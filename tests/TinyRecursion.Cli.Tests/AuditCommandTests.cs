using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm solve --receipt</c>, <c>trm audit</c> and <c>trm dispute</c>.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sudoku --model sudoku4")]
    [InlineData("sudoku --model sudoku4 --search")]
    [InlineData("sudoku --rules algorithmic --search")]
    [InlineData("maze")]
    [InlineData("arithmetic")]
    [InlineData("graphs --rules algorithmic")]
    [InlineData("sat --rules algorithmic --search")]
    [InlineData("tiles --rules algorithmic --beam 50")]
    public async Task Every_task_has_receipts_that_are_accepted_whatever_the_threads(string command)
    {
        string[] words = command.Split(' ');
        Trm.Outcome solved = await Trm.Run(["solve", .. words, "--sample", "--receipt", In("a"), "--threads", "1"]);
        Trm.Outcome again = await Trm.Run(["solve", .. words, "--sample", "--receipt", In("b"), "--threads", "2"]);
        Trm.Outcome accepted = await Trm.Run("audit", In("a")), full = await Trm.Run("audit", "full", In("b"), "--json");

        Assert.Equal((0, 0, 0, 0), (solved.ExitCode, again.ExitCode, accepted.ExitCode, full.ExitCode));
        Assert.Equal(solved.Output, again.Output);
        Assert.Equal(File.ReadAllBytes(In("a")), File.ReadAllBytes(In("b")));
        Assert.Contains(": accepted: ", accepted.Output, StringComparison.Ordinal);
        JsonElement json = full.Json();
        Assert.True(json.GetProperty("holds").GetBoolean());
        Assert.Equal(words[0], json.GetProperty("task").GetString());
        Assert.Contains(json.GetProperty("receiptDigest").GetString()!, solved.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fast_audits_take_the_sums_of_evidence_and_find_what_is_changed_in_them()
    {
        Trm.Outcome solved = await Trm.Run("solve", "sudoku", "--sample", "--model", "sudoku4", "--receipt", In("r"), "--evidence", In("e"));
        await Trm.Run("solve", "sudoku", "--sample", "--model", "sudoku4", "--receipt", In("plain"));
        Trm.Outcome secret = await Trm.Run("audit", "fast", In("r"), "--evidence", In("e")), open = await Trm.Run("audit", "fast", In("r"), "--evidence", In("e"), "--public", "--json");
        Trm.Outcome chosen = await Trm.Run("audit", In("r"), "--evidence", In("e"), "--json");
        byte[] bytes = File.ReadAllBytes(In("e"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(In("changed"), bytes);
        File.WriteAllBytes(In("cut"), bytes[..(bytes.Length / 2)]);
        Trm.Outcome changed = await Trm.Run("audit", "fast", In("r"), "--evidence", In("changed")), cut = await Trm.Run("audit", "fast", In("r"), "--evidence", In("cut"));
        Trm.Outcome none = await Trm.Run("audit", "fast", In("r"), "--evidence", In("r"));

        Assert.Equal((0, 0, 0, 0, 1, 1, 2), (solved.ExitCode, secret.ExitCode, open.ExitCode, chosen.ExitCode, changed.ExitCode, cut.ExitCode, none.ExitCode));
        Assert.Equal(File.ReadAllBytes(In("plain")), File.ReadAllBytes(In("r")));
        Assert.Equal("fast", open.Json().GetProperty("audit").GetString());
        // The shipped rule is narrow: a replay is as cheap.
        Assert.Equal("full", chosen.Json().GetProperty("audit").GetString());
        Assert.Contains("rejected: evidence: ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("rejected: evidence: ", cut.Output, StringComparison.Ordinal);
        Assert.Contains("is no evidence file", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spot_audits_are_asked_answered_and_judged()
    {
        await Trm.Run("solve", "maze", "--sample", "--receipt", In("r"));
        Trm.Outcome asked = await Trm.Run("audit", "challenge", In("r"), "--fraction", "0.5", "--out", In("steps.txt"));
        Trm.Outcome opened = await Trm.Run("audit", "open", In("r"), "--challenge", In("steps.txt"), "--out", In("openings"));
        Trm.Outcome spot = await Trm.Run("audit", "spot", In("r"), In("openings"), "--challenge", In("steps.txt"));
        File.AppendAllText(In("steps.txt"), "0 0\n");
        Trm.Outcome wrong = await Trm.Run("audit", "spot", In("r"), In("openings"), "--challenge", In("steps.txt"));

        Assert.Equal((0, 0, 0, 2), (asked.ExitCode, opened.ExitCode, spot.ExitCode, wrong.ExitCode));
        Assert.Contains("one altered step would have been met with probability 0.5", spot.Output, StringComparison.Ordinal);
        Assert.Contains("expected run and event of a step", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_models_inputs_and_runs_are_rejected_and_disputed()
    {
        await Trm.Run("solve", "maze", "samples/maze/small.txt", "--receipt", In("one"));
        await Trm.Run("solve", "maze", "samples/maze/small.txt", "--restarts", "1", "--max-steps", "9", "--receipt", In("other"));
        Trm.Outcome model = await Trm.Run("audit", In("one"), "samples/maze/small.txt", "--model", "maze");
        Trm.Outcome input = await Trm.Run("audit", In("one"));
        byte[] bytes = File.ReadAllBytes(In("one"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(In("changed"), bytes);
        Trm.Outcome changed = await Trm.Run("audit", In("changed"), "samples/maze/small.txt");
        Trm.Outcome unreadable = await Trm.Run("audit", "samples/maze/small.txt", "samples/maze/small.txt");
        Trm.Outcome dispute = await Trm.Run("dispute", In("one"), In("other"), "samples/maze/small.txt");
        Trm.Outcome same = await Trm.Run("dispute", In("one"), In("one"), "samples/maze/small.txt", "--json");

        Assert.Equal((1, 1, 1, 2), (model.ExitCode, input.ExitCode, changed.ExitCode, unreadable.ExitCode));
        Assert.Contains("rejected: model: sha256", model.Output, StringComparison.Ordinal);
        Assert.Contains("rejected: input: the receipt is about other files", input.Output, StringComparison.Ordinal);
        Assert.Contains("rejected: run ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("byte 0: is not a receipt", unreadable.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (dispute.ExitCode, same.ExitCode));
        Assert.Contains("they are not about the same: settings: 'max-steps'", dispute.Output, StringComparison.Ordinal);
        Assert.Equal("they are the same", same.Json().GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("solve sudoku --sample --receipt out", "trm compress MODEL --int8")]
    [InlineData("solve maze --sample --time-limit 5 --receipt out", "--time-limit ends a run where the clock says")]
    [InlineData("solve maze --sample --skip-bad --receipt out", "either --receipt or --skip-bad")]
    [InlineData("solve maze samples/maze/small.txt --receipt samples/maze/small.txt", "small.txt")]
    [InlineData("solve sudoku --sample --model sudoku4 --evidence out", "give --receipt too")]
    [InlineData("solve sudoku --sample --evidence out --receipt out2", "trm compress MODEL --int8")]
    [InlineData("audit missing", "there is no such file")]
    [InlineData("audit challenge missing --out out", "there is no such file")]
    public async Task Bad_usage_is_told_and_writes_nothing(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run([.. command.Split(' ').Select(word => word is "out" or "out2" or "missing" ? In(word) : word)]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
