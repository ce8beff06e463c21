using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>--proof</c> and <c>--drat</c> write what <c>trm check</c> accepts by itself, and rejects where it was changed.</summary>
public sealed class ProofCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proofs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sudoku samples/sudoku/hardest.txt --search --rules mixed --threads 2", 8)]
    [InlineData("maze samples/maze/small.txt", 3)]
    [InlineData("graphs samples/graphs/roads.txt", 2)]
    [InlineData("arithmetic --sample", 2)]
    [InlineData("sat samples/sat/satisfiable.cnf samples/sat/unsatisfiable.cnf --search", 2)]
    [InlineData("tiles --sample --rules algorithmic", 1)]
    public async Task Answers_leave_with_proofs_that_are_accepted(string command, int count)
    {
        Trm.Outcome solved = await Trm.Run(["solve", .. command.Split(' '), "--proof", In("proofs.jsonl"), "--json"]);
        Assert.True(solved.ExitCode is 0 or 1, solved.Error);
        Assert.Contains($"wrote {In("proofs.jsonl")}: proofs of {count} answers", solved.Error, StringComparison.Ordinal);

        Trm.Outcome text = await Trm.Run("check", In("proofs.jsonl")), json = await Trm.Run("check", In("proofs.jsonl"), "--json");
        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Equal(count, text.Output.Split('\n').Count(line => line.EndsWith(": accepted", StringComparison.Ordinal)));
        JsonElement[] results = [.. json.Json().GetProperty("results").EnumerateArray()];
        Assert.All(results, result => Assert.True(result.GetProperty("holds").GetBoolean()));
        Assert.Equal(Enumerable.Range(1, count), results.Select(result => result.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_false_proof_ends_with_1_and_its_reason_and_what_is_none_with_2()
    {
        await Trm.Run("solve", "maze", "samples/maze/small.txt", "--proof", In("proofs.jsonl"));
        string[] lines = await File.ReadAllLinesAsync(In("proofs.jsonl"));
        await File.WriteAllLinesAsync(In("false.jsonl"), [lines[0], lines[1].Replace("\"path\":[", "\"path\":[0,", StringComparison.Ordinal), lines[2]]);
        await File.WriteAllTextAsync(In("broken.jsonl"), lines[0] + "\n" + lines[1][..^1] + "\n");

        Trm.Outcome rejected = await Trm.Run("check", In("false.jsonl")), json = await Trm.Run("check", In("false.jsonl"), "--json");
        Assert.Equal((1, 1), (rejected.ExitCode, json.ExitCode));
        Assert.Matches("line 1: maze, shortest: accepted\nline 2: maze, shortest: rejected: .*\nline 3: maze, unreachable: accepted\n", rejected.Output);
        Assert.False(json.Json().GetProperty("results")[1].GetProperty("holds").GetBoolean());
        Assert.Contains("path", json.Json().GetProperty("results")[1].GetProperty("failure").GetString(), StringComparison.Ordinal);

        Trm.Outcome unreadable = await Trm.Run("check", In("broken.jsonl"));
        Assert.Equal((2, "line 1: maze, shortest: accepted\n"), (unreadable.ExitCode, unreadable.Output));
        Assert.StartsWith($"trm: {In("broken.jsonl")}: line 2: column ", unreadable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refutation_is_written_as_text_and_checked_against_its_formula()
    {
        const string Formula = "samples/sat/unsatisfiable.cnf";
        Trm.Outcome solved = await Trm.Run("solve", "sat", Formula, "--search", "--drat", In("proof.drat"), "--proof", In("proof.jsonl"));
        Assert.Equal(0, solved.ExitCode);
        Assert.EndsWith("\n0\n", await File.ReadAllTextAsync(In("proof.drat")), StringComparison.Ordinal);

        Trm.Outcome accepted = await Trm.Run("check", In("proof.drat"), "--formula", Formula), other = await Trm.Run("check", In("proof.drat"), "--formula", "samples/sat/satisfiable.cnf");
        Assert.Equal(0, accepted.ExitCode);
        Assert.Contains("sat, unsatisfiable: accepted", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("rejected: unit propagation refutes neither", other.Output, StringComparison.Ordinal);
        // Written again over itself, and over nothing else.
        Assert.Equal(0, (await Trm.Run("solve", "sat", Formula, "--search", "--drat", In("proof.drat"))).ExitCode);
        File.Copy(Path.Combine(Trm.Root, Formula), In("formula.cnf"));
        Trm.Outcome refused = await Trm.Run("solve", "sat", Formula, "--search", "--drat", In("formula.cnf"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("exists and is not a refutation in DRAT", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_carries_no_proof_is_said_once()
    {
        const string Hard = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..\n";
        Trm.Outcome outcome = await Trm.RunWithInput(Hard + Hard + "1234341.2.434.21\n", "solve", "sudoku", "-", "--rules", "algorithmic", "--proof", In("p.jsonl"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Error.Split('\n'), line => line.Contains("line 1: the answer carries no proof: ", StringComparison.Ordinal));
        Assert.Contains("proofs of 1 answers, 2 carry none", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Trm.Run("check", In("p.jsonl"))).ExitCode);
    }

    [Theory]
    [InlineData("solve arc x.json --train x.json --proof P", "--proof: answers of task 'arc' carry no proof: nothing but the author of a task says which answer is right")]
    [InlineData("solve sat samples/sat/satisfiable.cnf samples/sat/unsatisfiable.cnf --search --drat P", "--drat takes one instance, and there are more")]
    [InlineData("check samples/sat/unsatisfiable.cnf --formula nowhere.cnf", "nowhere.cnf: there is no such file")]
    [InlineData("check samples/sat/unsatisfiable.cnf --formula samples/sat/unsatisfiable.cnf", "samples/sat/unsatisfiable.cnf with samples/sat/unsatisfiable.cnf: proof, line 2: expected a whole number")]
    [InlineData("check samples/sudoku/hard.txt", "samples/sudoku/hard.txt: certificate")]
    public async Task What_cannot_be_done_is_refused(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run([.. command.Split(' ').Select(word => word == "P" ? In("p") : word)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("p")));
    }

    [Fact]
    public async Task A_formula_that_is_satisfied_has_no_refutation()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sat", "samples/sat/satisfiable.cnf", "--search", "--drat", In("p.drat"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"{In("p.drat")}: not written: the formula is satisfied", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("p.drat")));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
