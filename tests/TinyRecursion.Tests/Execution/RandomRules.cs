using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// Rules put together at random, for what no single operation shows: buffers that are shared or reused, weights
/// that are shared between maps, values with several readers, and parts that do not depend on the state.
/// </summary>
internal static class RandomRules
{
    /// <summary>Draws a rule of about a dozen operations.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="maximumWidth">The largest width of a value, up to pooling and gathering.</param>
    public static SampleCase Draw(int seed, int maximumWidth)
    {
        var c = new SampleContext(seed, maximumWidth);
        RuleGraphBuilder b = c.Builder();
        var nodes = new List<int> { b.State() };
        for (int count = 3 + c.Next(10); count > 0; count--)
        {
            int x = nodes[c.Next(nodes.Count)];
            nodes.Add(Append(c, b, x, nodes));
        }

        int[] terms = [.. nodes.TakeLast(3).Select(node => ToState(c, b, node))];
        int next = b.Add([b.State(), .. terms]);
        return c.Finish(b, c.Coin() ? b.RmsNorm(next) : next);
    }

    private static int Append(SampleContext c, RuleGraphBuilder b, int x, List<int> nodes)
    {
        ValueShape shape = b.Shape(x);
        switch (c.Next(13))
        {
            case 10:
                return b.Scale(c.Coin() ? x : Map(c, b, x, shape.Width), 0.5f);
            case 11 when shape.OverCells:
                return b.Attention(Map(c, b, x, 6), Map(c, b, x, 6), Map(c, b, x, 6), 2);
            case 12:
                // A gated product, whose gate may be worked out in place.
                return b.Multiply(b.Silu(Map(c, b, b.RmsNorm(x), shape.Width)), c.Coin() ? b.RmsNorm(x) : Map(c, b, x, shape.Width));
            case 0:
                return b.Embed(c.Next(SampleContext.FeatureColumns), SampleContext.FeatureRows, c.StateWidth, "table");
            case 1:
                return b.RmsNorm(x);
            case 2:
                return b.Relu(x);
            case 3:
                return b.Silu(x);
            case 4:
                int[] alike = [.. nodes.Where(node => b.Shape(node) == shape)];
                return b.Add(x, alike[c.Next(alike.Length)], Map(c, b, x, shape.Width));
            case 5:
                // Normalised first: squares of squares would explode.
                return b.Multiply(b.RmsNorm(x), Map(c, b, x, shape.Width));
            case 6 when shape.OverCells:
                return b.Pool(Map(c, b, x, c.PooledWidth()), c.Group());
            case 7 when !shape.OverCells:
                return b.Spread(c.Coin() ? x : Map(c, b, x, c.Width()), shape.Relation!);
            case 8 when shape.OverCells && shape.Width <= 32:
                return b.Gather(x, "near", c.Degree);
            default:
                return Map(c, b, x, c.Width());
        }
    }

    private static int ToState(SampleContext c, RuleGraphBuilder b, int x)
    {
        ValueShape shape = b.Shape(x);
        if (!shape.OverCells)
        {
            x = b.Spread(c.Coin() ? Map(c, b, x, c.StateWidth) : x, shape.Relation!);
        }

        return b.Shape(x).Width == c.StateWidth ? x : Map(c, b, x, c.StateWidth);
    }

    /// <summary>Maps of one shape share their weights half of the time.</summary>
    private static int Map(SampleContext c, RuleGraphBuilder b, int x, int width) => b.Linear(
        x, width, c.Coin() ? $"shared.{b.Shape(x).Width}x{width}" : $"map.{c.Next(int.MaxValue)}", c.Coin());
}
