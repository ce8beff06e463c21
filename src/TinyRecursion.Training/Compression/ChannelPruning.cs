using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// Structured pruning: whole channels go, so that what is left is a smaller rule of the same kind and runs faster everywhere. A channel
/// is an entry of the values between linear maps: a column of those that make it, a row of those that read it. The state keeps its width.
/// </summary>
public static class ChannelPruning
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
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1f);
        ChannelClasses classes = ChannelClasses.Of(graph);
        var kept = new Dictionary<int, int[]>();
        foreach (int root in classes.Prunable)
        {
            kept[root] = Keep(graph, parameters, classes, root, share);
        }

        RuleGraph smaller = Rebuild(graph, node => kept.TryGetValue(classes.RootOf(node), out int[]? channels)
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
            if (graph.Nodes[node].Operation is not Operation.Linear linear)
            {
                continue;
            }

            WeightShape shape = graph.Weights[linear.Weight];
            for (int at = 0; at < shape.Count; at++)
            {
                double square = Math.Pow(parameters[shape.Offset + at], 2);
                if (classes.RootOf(node) == root)
                {
                    made[at % shape.Columns % width] += square;
                }

                if (classes.RootOf(graph.Nodes[node].Inputs[0]) == root)
                {
                    read[at / shape.Columns % width] += square;
                }
            }

            // A channel that nothing but its bias makes is a constant, and heard as well.
            if (classes.RootOf(node) == root && linear.Bias is { } bias)
            {
                for (int at = 0; at < graph.Weights[bias].Count; at++)
                {
                    made[at % width] += Math.Pow(parameters[graph.Weights[bias].Offset + at], 2);
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

    private static RuleGraph Rebuild(RuleGraph graph, Func<int, int> width)
    {
        var b = new RuleGraphBuilder(graph.StateWidth, graph.FeatureColumns);
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            int x = node.Inputs.Count > 0 ? node.Inputs[0] : -1;
            _ = node.Operation switch
            {
                Operation.State => b.State(),
                Operation.Embed embed => b.Embed(embed.Column, graph.Weights[embed.Table].Rows, width(i), graph.Weights[embed.Table].Name),
                Operation.EmbedSlot slot => b.EmbedSlot(
                    slot.Column, graph.Weights[slot.Table].Rows, graph.Weights[slot.Table].Columns, width(i), graph.Weights[slot.Table].Name),
                Operation.Linear linear => b.Linear(
                    x, width(i), graph.Weights[linear.Weight].Name[..^".weight".Length], linear.Bias is not null),
                Operation.RmsNorm norm => b.RmsNorm(x, norm.Epsilon),
                Operation.Relu => b.Relu(x),
                Operation.Silu => b.Silu(x),
                Operation.Add => b.Add([.. node.Inputs]),
                Operation.Multiply => b.Multiply(x, node.Inputs[1]),
                Operation.Scale scale => b.Scale(x, scale.Factor),
                Operation.Rotary rotary => b.Rotary(x, rotary.Heads, rotary.Theta),
                Operation.Attention attention => b.Attention(x, node.Inputs[1], node.Inputs[2], attention.Heads),
                Operation.Transpose transpose => b.Transpose(x, transpose.Cells),
                Operation.Pool pool => b.Pool(x, pool.Relation),
                Operation.Maximum maximum => b.Maximum(x, maximum.Relation),
                Operation.Spread spread => b.Spread(x, spread.Relation),
                Operation.Gather gather => b.Gather(x, gather.Relation, gather.Degree),
                Operation.Snap snap => b.Snap(x, snap.Width),
                _ => throw new System.Diagnostics.UnreachableException(node.Operation.Kind),
            };
        }

        return b.Build(graph.NextState, graph.Readout, graph.Encoding, graph.Halting);
    }

    private static float[] Shrink(RuleGraph graph, ReadOnlySpan<float> parameters, RuleGraph smaller, Func<int, int[]> entries)
    {
        var result = new float[smaller.ParameterCount];
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            int[] columns = entries(node);
            switch (graph.Nodes[node].Operation)
            {
                case Operation.Linear linear:
                    Copy(parameters, graph.Weights[linear.Weight], result, smaller.Weights[linear.Weight], entries(graph.Nodes[node].Inputs[0]), columns);
                    if (linear.Bias is { } bias)
                    {
                        Copy(parameters, graph.Weights[bias], result, smaller.Weights[bias], [0], columns);
                    }

                    break;
                case Operation.Embed { Table: var table }:
                    Copy(parameters, graph.Weights[table], result, smaller.Weights[table], [.. Enumerable.Range(0, graph.Weights[table].Rows)], columns);
                    break;
                case Operation.EmbedSlot { Table: var slots }:
                    WeightShape whole = graph.Weights[slots];
                    parameters.Slice(whole.Offset, whole.Count).CopyTo(result.AsSpan(smaller.Weights[slots].Offset));
                    break;
                default:
                    break;
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
