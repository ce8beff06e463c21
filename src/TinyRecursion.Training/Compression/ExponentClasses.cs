using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>Chooses the exponent of every value: as large as the values met allow, and the same where operations ask for it.</summary>
internal static class ExponentClasses
{
    /// <summary>Room that values get beyond the largest one met.</summary>
    public const double Headroom = 1.25;

    /// <summary>Chooses for every node.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="calibration">What values it computes.</param>
    /// <param name="grids">The rounded weights of linear nodes, by node.</param>
    public static int[] Choose(RuleGraph graph, Calibration calibration, IReadOnlyDictionary<int, WeightGrid> grids)
    {
        int[] parents = [.. Enumerable.Range(0, graph.Nodes.Count)];
        Join(graph, parents);
        var ranges = new double[parents.Length];
        for (int node = 0; node < parents.Length; node++)
        {
            double range = calibration.Range(node);
            range = graph.Nodes[node].Operation switch
            {
                // A one must be among the values of a snap.
                Operation.Snap => Math.Max(1, range),
                Operation.Linear => Math.Max(range, RangeOfSums(grids[node], calibration.Channels(node))),
                _ => range,
            };
            int root = Root(parents, node);
            ranges[root] = Math.Max(ranges[root], range);
        }

        return [.. parents.Select((_, node) => Of(graph, node, ranges[Root(parents, node)]))];
    }

    private static int Of(RuleGraph graph, int node, double range)
    {
        int least = graph.Nodes[node].Operation is Operation.Snap or Operation.RmsNorm ? 0 : IntegerConstants.LeastExponent;
        return range == 0
            ? IntegerConstants.GreatestExponent
            : Math.Clamp((int)Math.Floor(Math.Log2(short.MaxValue / (range * Headroom))), least, IntegerConstants.GreatestExponent);
    }

    /// <summary>
    /// What a map's sums would reach if all columns had the largest scale: sums are shifted alike, so that where small
    /// weights make large values the others have digits to spare.
    /// </summary>
    private static double RangeOfSums(WeightGrid grid, ReadOnlySpan<double> channels)
    {
        double largest = 0;
        for (int column = 0; column < channels.Length; column++)
        {
            largest = Math.Max(largest, grid.Scales[column] > 0 ? channels[column] / grid.Scales[column] : 0);
        }

        // A shift is a whole number of bits.
        return 2 * largest * grid.Scales.Max();
    }

    private static void Join(RuleGraph graph, int[] parents)
    {
        var tables = new Dictionary<int, int>();
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            Node it = graph.Nodes[node];
            if (IntegerConstants.KeepsExponent(it.Operation))
            {
                foreach (int input in it.Inputs)
                {
                    Union(parents, node, input);
                }
            }

            if (it.Operation is Operation.Attention)
            {
                Union(parents, node, it.Inputs[2]);
            }

            // A table is stored once.
            int? table = it.Operation switch
            {
                Operation.Embed embed => embed.Table,
                Operation.EmbedSlot slot => slot.Table,
                _ => null,
            };
            if (table is { } weight && !tables.TryAdd(weight, node))
            {
                Union(parents, node, tables[weight]);
            }
        }

        int state = graph.Nodes.ToList().FindIndex(node => node.Operation is Operation.State);
        if (state >= 0)
        {
            Union(parents, state, graph.NextState);
        }
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
        {
            node = parents[node];
        }

        return node;
    }

    private static void Union(int[] parents, int a, int b) => parents[Root(parents, a)] = Root(parents, b);
}
