using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Problems;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Examples of every operation in integers, for those who implement it elsewhere: drawn at random, results by the oracle.</summary>
internal static class OperationVectors
{
    private const int CasesEach = 4;

    /// <summary>The operations by their kind, with what makes an example of them.</summary>
    public static IReadOnlyDictionary<string, Func<VectorSource, VectorCase>> Table { get; } = new Dictionary<string, Func<VectorSource, VectorCase>>
    {
        ["embed"] = Embed,
        ["embedSlot"] = EmbedSlot,
        ["linear"] = Linear,
        ["rmsNorm"] = RmsNorm,
        ["relu"] = s => Of(s, s.Matrix(3, 5), (_, x) => CommonOperations<short>.Relu(x)),
        ["silu"] = Silu,
        ["add"] = Add,
        ["multiply"] = Multiply,
        ["scale"] = Scale,
        ["rotary"] = Rotary,
        ["attention"] = Attention,
        ["transpose"] = s => Of(s, s.Matrix(2, 3), (_, x) => CommonOperations<short>.Transpose(x)),
        ["pool"] = s => OfGroups(s, s.Matrix(4, 2), IntegerOperations.Pool),
        ["maximum"] = s => OfGroups(s, s.Matrix(4, 2), CommonOperations<short>.Maximum),
        ["spread"] = Spread,
        ["gather"] = Gather,
        ["snap"] = Snap,
    };

    /// <summary>The examples of an operation.</summary>
    public static IEnumerable<VectorCase> Of(string operation) =>
        Enumerable.Range(0, CasesEach).Select(i => Table[operation](new VectorSource(operation, i)));

    private static VectorCase Embed(VectorSource s)
    {
        Matrix<short> table = s.Matrix(3, 4);
        int[] features = s.Numbers(5, 0, 5);
        return new VectorCase().With("features", features).With("table", table)
            .With("y", CommonOperations<short>.Embed(ProblemOf(features), 0, table));
    }

    private static VectorCase EmbedSlot(VectorSource s)
    {
        int width = 1 + s.Next(4);
        Matrix<short> table = s.Matrix(2, 5);
        int[] features = s.Numbers(6, 0, 12);
        return new VectorCase().With("features", features).With("width", width).With("table", table)
            .With("y", CommonOperations<short>.EmbedSlot(ProblemOf(features), 0, table, width));
    }

    private static VectorCase Linear(VectorSource s)
    {
        int rows = 6, columns = 3, largest = s.Number is 1 ? 7 : s.Number is 2 ? 1 : 127;
        int[] weights = s.Numbers(rows * columns, -largest, largest + 1);
        var map = new IntegerLinear(
            rows, columns, [.. weights.Select(weight => (sbyte)weight)], [.. s.Numbers(columns, 0, 17).Select(bits => (byte)bits)],
            [.. s.Numbers(columns, 0, 32768).Select(multiplier => (short)multiplier)], [.. s.Entries(columns)]);
        Matrix<short> x = s.Matrix(3, rows);
        return new VectorCase().With("x", x).With("weights", weights.Chunk(columns)).With("shifts", map.Shifts.Select(bits => (int)bits))
            .With("multipliers", map.Multipliers.Select(entry => (int)entry)).With("biases", map.Biases.Select(entry => (int)entry))
            .With("y", IntegerOperations.Linear(x, map));
    }

    private static VectorCase RmsNorm(VectorSource s)
    {
        int width = 3 + s.Next(4), input = s.Next(15), output = s.Next(15);
        float epsilon = s.Number is 3 ? 1f : 1e-6f;
        IntegerNorm norm = IntegerNorm.Of(width, epsilon, input, output);
        Matrix<short> x = s.Matrix(4, width);
        x.Row(3).Clear();
        return new VectorCase().With("epsilon", epsilon).With("exponentX", input).With("exponentY", output).With("f", norm.Factor)
            .With("k", norm.Exponent).With("o", norm.Offset).With("x", x).With("y", IntegerOperations.RmsNorm(x, norm));
    }

    private static VectorCase Silu(VectorSource s)
    {
        int exponent = new[] { 0, 9, 12, 14 }[s.Number];
        Matrix<short> x = s.Matrix(3, 8);
        return new VectorCase().With("exponent", exponent).With("x", x).With("y", IntegerOperations.Silu(x, exponent));
    }

    private static VectorCase Add(VectorSource s)
    {
        Matrix<short>[] inputs = [s.Matrix(2, 4), s.Matrix(2, 4), s.Matrix(2, 4)];
        return new VectorCase().With("x1", inputs[0]).With("x2", inputs[1]).With("x3", inputs[2]).With("y", IntegerOperations.Add(inputs));
    }

    private static VectorCase Multiply(VectorSource s)
    {
        Matrix<short> a = s.Matrix(2, 5), b = s.Matrix(2, 5);
        int shift = new[] { 0, 9, 15, 30 }[s.Number];
        return new VectorCase().With("a", a).With("b", b).With("shift", shift).With("y", IntegerOperations.Multiply(a, b, shift));
    }

    private static VectorCase Scale(VectorSource s)
    {
        float factor = new[] { 0.5f, -0.3f, 1000f, -4e-4f }[s.Number];
        int input = s.Next(15), output = s.Next(15);
        var by = IntegerFactor.Of(factor, input, output);
        Matrix<short> x = s.Matrix(2, 5);
        return new VectorCase().With("factor", factor).With("exponentX", input).With("exponentY", output).With("c", by.Factor).With("s", by.Shift)
            .With("x", x).With("y", IntegerOperations.Scale(x, by));
    }

    private static VectorCase Rotary(VectorSource s)
    {
        int heads = 1 + s.Next(2), head = 2 * (1 + s.Next(2)), rows = 4;
        float theta = s.Number is 0 ? 10000f : 10f;
        Matrix<short> x = s.Matrix(rows, heads * head);
        var turns = Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, head / 2).Select(i => IntegerTables.Turn(row, i, head, theta)).ToArray()).ToArray();
        return new VectorCase().With("heads", heads).With("theta", theta)
            .With("cosines", turns.Select(row => row.Select(turn => (int)turn.Cosine))).With("sines", turns.Select(row => row.Select(turn => (int)turn.Sine)))
            .With("x", x).With("y", IntegerOperations.Rotary(x, heads, theta));
    }

    private static VectorCase Attention(VectorSource s)
    {
        int heads = 1 + s.Next(2);
        Matrix<short> q = s.Matrix(3, 4), k = s.Matrix(3, 4), v = s.Matrix(3, 4);
        var scores = new IntegerScores((short)(1 + s.Next(400)), (short)(1 + s.Next(400)), s.Next(8) - 2, (short)s.Next(32768));
        return new VectorCase().With("heads", heads).With("narrowQuery", scores.NarrowQuery).With("narrowKey", scores.NarrowKey)
            .With("shift", scores.Shift).With("multiplier", scores.Multiplier).With("q", q).With("k", k).With("v", v)
            .With("y", IntegerOperations.Attention(q, k, v, heads, scores));
    }

    private static VectorCase Spread(VectorSource s)
    {
        int[][] groups = s.Groups(4);
        Matrix<short> x = s.Matrix(groups.Length, 3);
        return new VectorCase().With("cells", 4).With("groups", groups).With("x", x)
            .With("y", IntegerOperations.Spread(x, new GroupRelation("groups", 4, groups)));
    }

    private static VectorCase Gather(VectorSource s)
    {
        int[] neighbours = s.Numbers(4 * 3, -1, 4);
        Matrix<short> x = s.Matrix(4, 2);
        return new VectorCase().With("neighbours", neighbours.Chunk(3)).With("x", x)
            .With("y", CommonOperations<short>.Gather(x, new NeighbourRelation("near", 4, 3, neighbours)));
    }

    private static VectorCase Snap(VectorSource s)
    {
        int width = new[] { 1, 2, 3, 6 }[s.Number], exponent = s.Next(15);
        Matrix<short> x = s.Matrix(4, 6);
        // Equals, and a block without an entry above zero.
        (x[1, 1], x[2, 0], x[2, 1], x[2, 2]) = (x[1, 0], -5, 0, -1);
        return new VectorCase().With("width", width).With("exponent", exponent).With("x", x).With("y", CommonOperations<short>.Snap(x, width, (short)(1 << exponent)));
    }

    private static VectorCase Of(VectorSource s, Matrix<short> x, Func<VectorSource, Matrix<short>, Matrix<short>> operation) =>
        new VectorCase().With("x", x).With("y", operation(s, x));

    private static VectorCase OfGroups(VectorSource s, Matrix<short> x, Func<Matrix<short>, GroupRelation, Matrix<short>> operation)
    {
        int[][] groups = s.Groups(x.Rows);
        return new VectorCase().With("groups", groups).With("x", x).With("y", operation(x, new GroupRelation("groups", x.Rows, groups)));
    }

    private static Problem ProblemOf(int[] features) => new(new Topology(features.Length), 1, features);
}
