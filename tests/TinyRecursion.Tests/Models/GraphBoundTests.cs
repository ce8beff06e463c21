using TinyRecursion.Execution;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>What a model file makes a run take is in proportion to the file, and to the machine.</summary>
public sealed class GraphBoundTests
{
    [Fact]
    public void Nodes_that_share_a_wide_table_are_refused_as_the_graph_is_read()
    {
        var b = new RuleGraphBuilder(8, 1);
        int z = b.State();
        for (int i = 0; i < 40; i++)
        {
            b.Embed(0, 1, 1 << 14, "table");
        }

        int next = b.Relu(z);
        string text = GraphJson.Write(b.Build(next, b.Linear(next, 2, "readout", bias: false)));

        ModelFormatException error = Assert.Throws<ModelFormatException>(() => GraphReader.Read(text, "f"));
        Assert.Contains("a run needs 655378 numbers a cell, expected at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_that_share_a_map_are_refused_as_the_graph_is_read()
    {
        var b = new RuleGraphBuilder(256, 0);
        int z = b.State(), next = z;
        for (int i = 0; i < 60; i++)
        {
            next = b.Linear(next, 256, "map", bias: false);
        }

        string text = GraphJson.Write(b.Build(next, b.Linear(next, 2, "readout", bias: false)));

        Assert.Contains("multiplications a cell", Assert.Throws<ModelFormatException>(() => GraphReader.Read(text, "f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arena_beyond_the_machine_is_refused_before_it_is_taken()
    {
        using var arena = new Arena<float>();

        Assert.Contains("MiB on this machine", Assert.Throws<InsufficientMemoryException>(() => arena.Reserve((NativeBudget.Most / sizeof(float)) + 1)).Message, StringComparison.Ordinal);

        arena.Reserve(16);
    }
}
