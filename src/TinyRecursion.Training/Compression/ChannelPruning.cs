using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// Structured pruning: whole channels go, so that what is left is a smaller rule of the same kind and runs faster everywhere. A channel
/// is an entry of the values between linear maps: a column of those that make it, a row of those that read it. The state keeps its width.
/// </summary>
internal static class ChannelPruning
{
    /// <summary>Removes the channels that matter least.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="share">The share of channels to remove at most, in [0, 1); at least one stays, and pooled values keep a multiple of 16.</param>
    /// <returns>The smaller rule and its parameters.</returns>
    /// <remarks>
    /// A channel matters by what goes in times what comes out: the norm of its columns, biases among them, times that of its rows (Li et
    /// al. 2017, arXiv 1608.08710, both sides). Channels of values that are normalised, snapped, turned, transposed, attended to or looked up stay.
    /// </remarks>
    public static (RuleGraph Graph, float[] Parameters) Remove(RuleGraph graph, ReadOnlySpan<float> parameters, float share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1f);
        ChannelClasses classes = ChannelClasses.Of(graph);
        var kept = new Dictionary<int, int[]>();
        foreach (int root in classes.Prunable)
        {
            kept[root] = Keep(graph, parameters, classes, root, share);
        }

        RuleGraph smaller = graph.Resize(node => kept.TryGetValue(classes.RootOf(node), out int[]? channels)
            ? channels.Length * (graph.Nodes[node].Shape.Width / classes.Width(classes.RootOf(node)))
            : graph.Nodes[node].Shape.Width);
        return (smaller, Shrink(graph, parameters, smaller, node => Entries(graph, classes, kept, node)));
    }

    private static int[] Keep(RuleGraph graph, ReadOnlySpan<float> parameters, ChannelClasses classes, int root, float share)
    {
        int width = classes.Width(root);
        double[] made = new double[width], read = new double[width];
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            // Biases count: a channel that nothing else makes is a constant, and read as well.
            foreach (WeightUse use in graph.Nodes[node].Operation.Weights)
            {
                WeightShape shape = graph.Weights[use.Index];
                for (int at = 0; at < shape.Count; at++)
                {
                    double square = Math.Pow(parameters[shape.Offset + at], 2);
                    if (classes.RootOf(node) == root)
                    {
                        made[at % shape.Columns % width] += square;
                    }

                    if (use.Role is WeightRole.Map && classes.RootOf(graph.Nodes[node].Inputs[0]) == root)
                    {
                        read[at / shape.Columns % width] += square;
                    }
                }
            }
        }

        // Pooled values have whole vectors.
        int step = classes.IsPooled(root) ? 16 : 1;
        int number = Math.Max(1, (int)Math.Ceiling(width * (1.0 - share) / step)) * step;
        return [.. Enumerable.Range(0, width).OrderByDescending(channel => made[channel] * read[channel]).Take(Math.Min(width, number)).Order()];
    }

    /// <summary>The entries of a node's value that stay: all, or those of the channels kept, in each of its parts.</summary>
    private static int[] Entries(RuleGraph graph, ChannelClasses classes, Dictionary<int, int[]> kept, int node)
    {
        int width = graph.Nodes[node].Shape.Width;
        if (!kept.TryGetValue(classes.RootOf(node), out int[]? channels))
        {
            return [.. Enumerable.Range(0, width)];
        }

        int part = classes.Width(classes.RootOf(node));
        return [.. Enumerable.Range(0, width / part).SelectMany(i => channels.Select(channel => (i * part) + channel))];
    }

    private static float[] Shrink(RuleGraph graph, ReadOnlySpan<float> parameters, RuleGraph smaller, Func<int, int[]> entries)
    {
        var result = new float[smaller.ParameterCount];
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            foreach (WeightUse use in graph.Nodes[node].Operation.Weights)
            {
                WeightShape shape = graph.Weights[use.Index];
                Copy(
                    parameters, shape, result, smaller.Weights[use.Index],
                    use.Role is WeightRole.Map ? entries(graph.Nodes[node].Inputs[0]) : [.. Enumerable.Range(0, shape.Rows)],
                    use.Role is WeightRole.Table ? [.. Enumerable.Range(0, shape.Columns)] : entries(node));
            }
        }

        return result;
    }

    private static void Copy(ReadOnlySpan<float> from, WeightShape source, float[] to, WeightShape target, int[] rows, int[] columns)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                to[target.Offset + (row * target.Columns) + column] = from[source.Offset + (rows[row] * source.Columns) + columns[column]];
            }
        }
    }
}
