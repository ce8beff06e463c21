using CsCheck;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution.Finite;

public class FiniteShapeTests
{
    private static readonly FiniteShape Shape = new([3, 2], blockWidth: 2, blocks: 2, readsOwn: true, "near", 2);

    [Fact]
    public void Every_number_has_its_own_inputs_and_back()
    {
        Assert.Equal(3 * 2 * 9 * 9 * 9, Shape.Size);
        Assert.Equal((5, 9, 4), (Shape.InputCount, Shape.Symbols, Shape.StateWidth));
        var inputs = new int[Shape.InputCount];
        for (long key = 0; key < Shape.Size; key++)
        {
            Shape.Inputs(key, inputs);

            Assert.Equal(key, Shape.Key(inputs));
        }

        Shape.Inputs(0, inputs);
        Assert.All(inputs, input => Assert.Equal(0, input));
        Shape.Inputs(1, inputs);
        Assert.Equal([0, 0, 0, 0, 1], inputs);
    }

    [Fact]
    public void Symbols_are_rows_of_one_hot_blocks()
    {
        var row = new float[4];
        Shape.Write(5, row);

        // 5 = 1 · 3 + 2: the first entry of the first block, the second of the second.
        Assert.Equal([1, 0, 0, 1], row);
        for (int symbol = 0; symbol < Shape.Symbols; symbol++)
        {
            Shape.Write(symbol, row);
            Assert.Equal(symbol, Shape.Read(row));
        }
    }

    [Fact]
    public void Rows_between_symbols_are_none() => Gen.Float.Array[4].Sample(row =>
    {
        int symbol = Shape.Read(row);
        if (symbol >= 0)
        {
            var again = new float[4];
            Shape.Write(symbol, again);
            Assert.Equal(row, again);
        }
        else
        {
            Assert.True(row.Any(entry => entry is not (0f or 1f)) || (row[0] + row[1] > 1) || (row[2] + row[3] > 1));
        }
    });

    [Fact]
    public void Inputs_outside_the_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Shape.Key([3, 0, 0, 0, 0]));
        Assert.Throws<ArgumentException>(() => Shape.Key([0, 0, 0, 0, 9]));
        Assert.Throws<ArgumentException>(() => Shape.Key([0, 0, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shape.Inputs(Shape.Size, new int[5]));
        Assert.Throws<ArgumentException>(() => new FiniteShape([0], 1, 1, true, null, 0));
        Assert.Throws<ArgumentException>(() => new FiniteShape([], 1, 17, true, null, 0));
        Assert.Throws<ArgumentException>(() => new FiniteShape([], 1, 1, true, null, 2));
        Assert.Throws<ArgumentException>(() => new FiniteShape([], 255, 2, true, "near", 4));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "no snap", "its next state is not a snap" },
        { "attention", "'attention' looks beyond" },
        { "pool", "'pool' looks beyond" },
        { "maximum", "'maximum' looks beyond" },
        { "transpose", "'transpose' looks beyond" },
        { "gathered map", "it gathers something else than the state" },
        { "two relations", "it gathers both 'a' and 'b'" },
        { "features", "it has 1 features a cell, not 0" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Rules_that_are_not_local_are_refused_with_the_reason(string kind, string reason)
    {
        var b = new RuleGraphBuilder(16, kind == "features" ? 1 : 0);
        int z = b.State();
        // Refused even where nothing reads it.
        _ = kind == "maximum" ? b.Maximum(z, "row") : z;
        int inner = kind switch
        {
            "attention" => b.Attention(z, z, z, 2),
            "pool" => b.Spread(b.Linear(b.Pool(z, "row"), 16, "heard", bias: false), "row"),
            "transpose" => b.Transpose(b.Linear(b.Transpose(z, 4), 4, "mixed", bias: false), 4),
            "gathered map" => b.Gather(b.Linear(z, 16, "map", bias: true), "a", 1),
            "two relations" => b.Add(b.Gather(z, "a", 1), b.Gather(z, "b", 1)),
            _ => b.Silu(z),
        };
        int next = kind == "no snap" ? b.Relu(inner) : b.Snap(inner, 4);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));

        ArgumentException error = Assert.Throws<ArgumentException>(() => FiniteShape.Of(graph, []));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
