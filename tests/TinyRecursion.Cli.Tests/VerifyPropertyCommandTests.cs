using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Tests.Reading;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm verify-property</c>, and <c>trm check</c> of its proofs. The network is max(x, 0) - max(y, 0).</summary>
public sealed class VerifyPropertyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verify").FullName;

    public VerifyPropertyCommandTests()
    {
        File.WriteAllBytes(In("net.onnx"), new Network().Input("x", 1, 2).Output("y").Constant("w", [2, 1], 1, -1).Node("Relu", "x", "r").Node("MatMul", "r w", "y").Bytes().ToArray());
        File.WriteAllBytes(In("sin.onnx"), new Network().Input("x", 1, 2).Output("y").Node("Sin", "x", "y").Bytes().ToArray());
        File.WriteAllText(In("holds.vnnlib"), Property("(assert (>= Y_0 1.01))"));
        File.WriteAllText(In("violated.vnnlib"), Property("(assert (<= Y_0 -0.9))"));
        File.WriteAllText(In("wide.vnnlib"), Property("(declare-const X_2 Real) (assert (<= X_2 1)) (assert (>= X_2 0)) (assert (<= Y_0 0))"));
        File.WriteAllText(In("list.csv"), "net.onnx,holds.vnnlib,20\nnet.onnx,violated.vnnlib,20\nnet.onnx,nowhere.vnnlib,20\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_property_that_holds_has_a_proof_for_this_network_and_property_alone()
    {
        Trm.Outcome made = await Trm.Run("verify-property", In("net.onnx"), In("holds.vnnlib"), "--certificate", In("a.proof"), "--json");
        Trm.Outcome bare = await Trm.Run("check", In("a.proof"));
        Trm.Outcome tied = await Trm.Run("check", In("a.proof"), "--model", In("net.onnx"), "--property", In("holds.vnnlib"), "--json");
        Trm.Outcome other = await Trm.Run("check", In("a.proof"), "--model", In("net.onnx"), "--property", In("violated.vnnlib"));
        Trm.Outcome half = await Trm.Run("check", In("a.proof"), "--model", In("net.onnx"));
        File.AppendAllText(In("a.proof"), " ");
        Trm.Outcome longer = await Trm.Run("check", In("a.proof"));

        Assert.Equal((0, 0, 0, 1, 2, 2), (made.ExitCode, bare.ExitCode, tied.ExitCode, other.ExitCode, half.ExitCode, longer.ExitCode));
        Assert.Equal(("unsat", In("a.proof")), (made.Json().GetProperty("verdict").GetString(), made.Json().GetProperty("certificate").GetString()));
        Assert.True(tied.Json().GetProperty("holds").GetBoolean());
        Assert.StartsWith("rejected: it is about another network or property", other.Output, StringComparison.Ordinal);
        Assert.Contains("the digest at the end is not that of the file", longer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_violated_property_names_the_point_and_writes_no_proof()
    {
        Trm.Outcome found = await Trm.Run("verify-property", In("net.onnx"), In("violated.vnnlib"), "--certificate", In("b.proof"));

        Assert.Equal((1, false), (found.ExitCode, File.Exists(In("b.proof"))));
        Assert.Contains("violated (sat)", found.Output, StringComparison.Ordinal);
        Assert.Contains("Y_0 = -", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_keeps_what_is_done_and_goes_past_what_cannot_be_read()
    {
        Trm.Outcome first = await Trm.Run("verify-property", "--instances", In("list.csv"), "--out", In("verdicts.csv"));
        string table = File.ReadAllText(In("verdicts.csv"));
        Trm.Outcome second = await Trm.Run("verify-property", "--instances", In("list.csv"), "--out", In("verdicts.csv"), "--json");

        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        Assert.Equal(table, File.ReadAllText(In("verdicts.csv")));
        Assert.Equal(["verdict", "unsat", "sat", "unknown"], table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[2]));
        Assert.Equal(1, second.Json().GetProperty("sat").GetInt32());
    }

    [Theory]
    [InlineData("verify-property net.onnx", "give NETWORK and PROPERTY")]
    [InlineData("verify-property net.onnx holds.vnnlib --out x.csv", "give NETWORK and PROPERTY")]
    [InlineData("verify-property sin.onnx holds.vnnlib", "Sin")]
    [InlineData("verify-property net.onnx wide.vnnlib", "the property is about 3 inputs and 1 outputs, the network has 2 and 1")]
    [InlineData("verify-property net.onnx list.csv", "line 1, column 1: expected (")]
    [InlineData("verify-property holds.vnnlib holds.vnnlib", "holds.vnnlib: ")]
    [InlineData("verify-property net.onnx holds.vnnlib --certificate net.onnx", "net.onnx")]
    [InlineData("verify-property --instances holds.vnnlib --out x.csv", "line 1: expected network,property,seconds")]
    [InlineData("check list.csv --model net.onnx --property holds.vnnlib", "--property is for proofs about networks")]
    public async Task Bad_input_ends_with_2_and_the_place(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run([.. command.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) ? In(word) : word)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("x.csv")));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static string Property(string unsafeSet) =>
        "(declare-const X_0 Real)\n(declare-const X_1 Real)\n(declare-const Y_0 Real)\n"
        + "(assert (>= X_0 -1))\n(assert (<= X_0 1))\n(assert (>= X_1 -1))\n(assert (<= X_1 1))\n" + unsafeSet + "\n";
}
