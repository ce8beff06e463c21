using TinyRecursion.Operations;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// The table with one row per operation: how to draw a small random rule that uses it. Every meaning of an operation
/// is tested over these rules. Rules add what they compute to the state, so that several steps neither explode nor
/// vanish and each step depends on the one before.
/// </summary>
internal static class OperationSamples
{
    /// <summary>The rows.</summary>
    public static IReadOnlyDictionary<Type, Func<SampleContext, SampleCase>> Table { get; } =
        new Dictionary<Type, Func<SampleContext, SampleCase>>
        {
            [typeof(Operation.State)] = State,
            [typeof(Operation.Embed)] = Embed,
            [typeof(Operation.EmbedSlot)] = EmbedSlot,
            [typeof(Operation.Linear)] = Linear,
            [typeof(Operation.RmsNorm)] = RmsNorm,
            [typeof(Operation.Relu)] = Relu,
            [typeof(Operation.Silu)] = Silu,
            [typeof(Operation.Add)] = Add,
            [typeof(Operation.Multiply)] = Multiply,
            [typeof(Operation.Scale)] = Scale,
            [typeof(Operation.Rotary)] = Rotary,
            [typeof(Operation.Attention)] = Attention,
            [typeof(Operation.Transpose)] = Transpose,
            [typeof(Operation.Pool)] = Pool,
            [typeof(Operation.Maximum)] = Maximum,
            [typeof(Operation.Spread)] = Spread,
            [typeof(Operation.Gather)] = Gather,
            [typeof(Operation.Snap)] = Snap,
        };

    /// <summary>Draws a sample of one operation.</summary>
    /// <param name="operation">The name of the operation's type.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="maximumWidth">The largest width of a value.</param>
    public static SampleCase Draw(string operation, int seed, int maximumWidth)
    {
        Type type = OperationKinds.Types.Single(kind => kind.Name == operation);
        Assert.True(
            Table.TryGetValue(type, out Func<SampleContext, SampleCase>? create),
            $"Operation '{operation}' has no row in {nameof(OperationSamples)}.{nameof(Table)}.");
        return create(new SampleContext(seed, maximumWidth));
    }

    private static SampleCase State(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int z = b.State();
        return c.Finish(b, b.Add(z, b.Linear(z, c.StateWidth, "step", bias: false)));
    }

    private static SampleCase Embed(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // Two columns share a table; a third, after a map, is a longer chain that does not depend on the state.
        int first = b.Embed(0, SampleContext.FeatureRows, c.StateWidth, "table");
        int second = b.Embed(1, SampleContext.FeatureRows, c.StateWidth, "table");
        int third = b.Linear(b.Embed(2, SampleContext.FeatureRows, c.Width(), "other"), c.StateWidth, "third", c.Coin());
        return c.Finish(b, b.RmsNorm(b.Add(b.State(), first, second, third)));
    }

    private static SampleCase EmbedSlot(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // A table of rows that fill up to three cells, one as wide as the state, and one that is narrower.
        int wide = b.EmbedSlot(0, 2, c.StateWidth + 1 + c.Next(2 * c.StateWidth), c.StateWidth, "slots");
        int same = b.EmbedSlot(1, SampleContext.FeatureRows, c.StateWidth, c.StateWidth, "tokens");
        int narrow = b.EmbedSlot(2, 2, 1 + c.Next(c.StateWidth), c.StateWidth, "narrow");
        int encoding = b.Add(wide, same, narrow);
        int next = b.Add(b.State(), b.Linear(b.RmsNorm(b.Add(b.State(), encoding)), c.StateWidth, "step", bias: false));
        return c.Finish(b, next, encoding);
    }

    private static SampleCase Scale(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // Once on what does not depend on the state, once on what does, once on a node with another reader.
        int embedded = b.Scale(b.Embed(0, SampleContext.FeatureRows, c.StateWidth, "table"), 3f);
        int mapped = b.Scale(b.Linear(b.State(), c.StateWidth, "map", c.Coin()), 0.5f);
        return c.Finish(b, b.Add(b.State(), embedded, mapped, b.Scale(b.State(), -0.25f)));
    }

    private static SampleCase Rotary(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int heads = 1 + c.Next(3), width = heads * c.HeadWidth();
        int turned = b.Rotary(b.Linear(b.State(), width, "in", c.Coin()), heads, 10f + c.Next(10000));
        return c.Finish(b, b.Add(b.State(), b.Linear(turned, c.StateWidth, "out", bias: false)));
    }

    private static SampleCase Attention(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int heads = 1 + c.Next(3), width = heads * c.HeadWidth(), u = b.RmsNorm(b.State());
        int query = b.Linear(u, width, "query", bias: false), key = b.Linear(u, width, "key", c.Coin());
        int value = b.Linear(u, width, "value", c.Coin());
        // All three roles played by different values, and by one.
        int heard = b.Attention(query, b.Rotary(key, heads, 100f), value, heads);
        int self = b.Attention(key, key, key, heads);
        return c.Finish(b, b.Add(b.State(), b.Linear(b.Add(heard, self), c.StateWidth, "out", bias: false)));
    }

    private static SampleCase Transpose(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // Mixed along the cells, normalised there, and back; once from the state and once from a map of it.
        int turned = b.Transpose(b.State(), c.Cells);
        int mixed = b.RmsNorm(b.Add(turned, b.Linear(b.Silu(b.Linear(turned, c.Width(), "in", c.Coin())), c.Cells, "out", bias: false)));
        int again = b.Transpose(b.Linear(b.State(), c.StateWidth, "map", c.Coin()), c.Cells);
        return c.Finish(b, b.Add(b.State(), b.Transpose(mixed, c.Cells), b.Transpose(again, c.Cells)));
    }

    private static SampleCase Linear(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int inner = b.Linear(b.State(), c.Width(), "in", c.Coin());
        return c.Finish(b, b.Linear(inner, c.StateWidth, "out", c.Coin()));
    }

    private static SampleCase RmsNorm(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int inner = b.RmsNorm(b.Linear(b.RmsNorm(b.State()), c.Width(), "in", c.Coin()));
        return c.Finish(b, b.Add(b.State(), b.Linear(inner, c.StateWidth, "out", bias: false)));
    }

    private static SampleCase Relu(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // Once on a map, where it may work in place, and once on the state, where it may not.
        int mapped = b.Relu(b.Linear(b.State(), c.Width(), "in", c.Coin()));
        int next = b.Add(b.Relu(b.State()), b.Linear(mapped, c.StateWidth, "out", c.Coin()), b.State());
        return c.Finish(b, b.RmsNorm(next));
    }

    private static SampleCase Silu(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int inner = b.Silu(b.Linear(b.State(), c.Width(), "in", c.Coin()));
        return c.Finish(b, b.Add(b.Silu(b.State()), b.Linear(inner, c.StateWidth, "out", c.Coin())));
    }

    private static SampleCase Add(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int z = b.State();
        int map = b.Linear(z, c.StateWidth, "map", c.Coin());
        int sum = b.Add(map, z, b.Linear(z, c.StateWidth, "other", bias: true), b.Embed(0, 2, c.StateWidth, "table"));
        // A sum of one node twice, and a sum of sums.
        return c.Finish(b, b.RmsNorm(b.Add(sum, b.Add(map, map), b.Linear(sum, c.StateWidth, "late", c.Coin()))));
    }

    private static SampleCase Multiply(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int width = c.Width(), u = b.RmsNorm(b.State());
        int gate = b.Multiply(b.Silu(b.Linear(u, width, "gate", c.Coin())), b.Linear(u, width, "up", c.Coin()));
        int square = b.Multiply(u, u);
        return c.Finish(b, b.Add(b.State(), square, b.Linear(gate, c.StateWidth, "down", bias: false)));
    }

    private static SampleCase Pool(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int message = b.Linear(b.State(), c.PooledWidth(), "message", c.Coin());
        int near = b.Spread(b.Pool(message, "box"), "box");
        int far = b.Spread(b.Linear(b.Pool(b.Relu(message), "edge"), c.StateWidth, "far", c.Coin()), "edge");
        return c.Finish(b, b.RmsNorm(b.Add(b.State(), b.Linear(near, c.StateWidth, "near", bias: false), far)));
    }

    private static SampleCase Maximum(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int message = b.Linear(b.State(), c.PooledWidth(), "message", c.Coin());
        int near = b.Spread(b.Maximum(message, "box"), "box");
        int far = b.Spread(b.Linear(b.Maximum(b.Relu(message), "edge"), c.StateWidth, "far", c.Coin()), "edge");
        return c.Finish(b, b.RmsNorm(b.Add(b.State(), b.Linear(near, c.StateWidth, "near", bias: false), far)));
    }

    private static SampleCase Spread(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int message = b.Linear(b.State(), c.PooledWidth(), "message", c.Coin());
        int heard = b.Pool(message, "box");
        int first = b.Spread(b.Linear(heard, c.StateWidth, "first", c.Coin()), "box");
        int second = b.Spread(b.Silu(b.Linear(heard, c.StateWidth, "second", c.Coin())), "box");
        // The first spread adds itself into a sum, the second has two readers and cannot.
        return c.Finish(b, b.RmsNorm(b.Add(b.State(), first, b.Relu(second), second)));
    }

    private static SampleCase Snap(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        // Of the state itself, which every execution is given to the bit: of computed values, roundings would choose
        // another symbol now and then. Once in blocks, and once in the narrowest or the widest of blocks.
        int[] divisors = [.. Enumerable.Range(1, c.StateWidth).Where(width => c.StateWidth % width == 0)];
        int blocks = b.Snap(b.State(), divisors[c.Next(divisors.Length)]);
        int extreme = b.Snap(b.State(), c.Coin() ? 1 : c.StateWidth);
        int heard = b.Linear(b.Add(blocks, extreme), c.StateWidth, "heard", c.Coin());
        return c.Finish(b, b.Add(b.State(), heard, b.Scale(blocks, 0.5f)));
    }

    private static SampleCase Gather(SampleContext c)
    {
        RuleGraphBuilder b = c.Builder();
        int around = b.RmsNorm(b.Gather(b.State(), "near", c.Degree));
        return c.Finish(b, b.Add(b.State(), b.Linear(around, c.StateWidth, "around", c.Coin())));
    }
}
