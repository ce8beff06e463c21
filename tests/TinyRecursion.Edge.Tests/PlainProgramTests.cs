using TinyRecursion.Edge;
using TinyRecursion.Edge.Lowering;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Programs of rules without a task: what they read, and what they refuse.</summary>
public sealed class PlainProgramTests(PlainProgram program) : IClassFixture<PlainProgram>
{
    private const string Line = "3 1 2 0 1 2 0 1 2 1 2 2 0 2 -1 0 1";

    [Fact]
    public void A_problem_is_written_as_the_program_reads_it()
    {
        Assert.Equal(Line, PlainProblem.Write(PlainProgram.Model.Graph, PlainProgram.Problem));
        string[] entries = program.Compiled.Lines(Line + "\n", "--steps", "3")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3 * PlainProgram.Model.Graph.StateWidth, entries.Length);
    }

    [Fact]
    public void Many_problems_are_read_one_a_line() =>
        Assert.Equal(2, program.Compiled.Lines($"{Line}\n{Line} {string.Join(' ', Enumerable.Repeat(-7, 48))}", "--digest", "2").Distinct().Count());

    [Theory]
    [InlineData("x", "missing or out of range")]
    [InlineData("", "missing or out of range")]
    [InlineData("-1", "missing or out of range")]
    [InlineData("4 1 2 0 0", "made for 3")]
    [InlineData("3 1 2", "missing or out of range")]
    [InlineData("3 1 2 70000 1 2 0 1 2 1 2 2 0 2 -1 0 1", "missing or out of range")]
    [InlineData("3 1 2 0 3 1 0 1 0 1 0", "more groups")]
    [InlineData("3 1 2 0 1 4 0 1 2 0", "more members")]
    [InlineData("3 1 2 0 1 0", "missing or out of range")]
    [InlineData("3 1 2 0 1 2 0 3 1", "missing or out of range")]
    [InlineData("3 1 2 0 1 2 0 1 2 1 2 2 0 2 -2 0 1", "missing or out of range")]
    [InlineData("3 1 2 0 1 2 0 1 2 1 2 2 0 2 -1 0 1 5", "missing or out of range")]
    [InlineData("99999999999999999999", "made for 3")]
    public void Malformed_problems_are_named_with_their_line(string line, string message)
    {
        ProcessResult result = program.Compiled.Run($"{Line}\n{line}\n", "--digest", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("rule: line 2: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sudoku", 4, 1)]
    [InlineData("maze", 1, 1)]
    [InlineData("sat", 3, 1)]
    [InlineData("graphs", 1, 2)]
    public void A_task_without_a_relation_of_the_rule_refuses_it(string task, int features, int logits)
    {
        Model model = PlainProgram.Quantise(task, PlainProgram.Build("a b", "a-b", features, logits), features);

        Assert.Contains("relation 'a b'", Assert.Throws<NotSupportedException>(() => EdgeExporter.Export(model, new EdgeOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_of_many_sizes_refuses_a_rule_of_one()
    {
        var b = new RuleGraphBuilder(16, 1);
        int next = b.RmsNorm(b.Add(b.State(), b.Transpose(b.Linear(b.Transpose(b.State(), 3), 3, "mix", bias: true), 3)));
        Model model = PlainProgram.Quantise("maze", b.Build(next, b.Linear(next, 1, "readout", bias: false)));

        Assert.Contains("node 1: a transpose", Assert.Throws<NotSupportedException>(() => EdgeExporter.Export(model, new EdgeOptions())).Message, StringComparison.Ordinal);
    }
}
