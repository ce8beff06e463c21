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
            // A one must be among the values of a snap.
            double least = grids.TryGetValue(node, out WeightGrid? grid) ? RangeOfSums(grid, calibration.Channels(node))
                : graph.Nodes[node].Operation is Operation.Snap ? 1 : 0;
            double range = Math.Max(least, calibration.Range(node));
            int root = Root(parents, node);
            ranges[root] = Math.Max(ranges[root], range);
        }

        // All of a class have the exponent of its strictest member.
        var exponents = new int[parents.Length];
        foreach (IGrouping<int, int> members in Enumerable.Range(0, parents.Length).GroupBy(node => Root(parents, node)))
        {
            int exponent = members.Max(node => Of(graph, node, ranges[members.Key]));
            foreach (int node in members)
            {
                exponents[node] = exponent;
            }
        }

        while (Lower(graph, parents, grids, exponents))
        {
            // What is lowered may be an input of another.
        }

        return exponents;
    }

    /// <summary>Lowers one class of values that would need a shift to the left.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Lower(RuleGraph graph, int[] parents, IReadOnlyDictionary<int, WeightGrid> grids, int[] exponents)
    {
        for (int node = 0; node < exponents.Length; node++)
        {
            Node it = graph.Nodes[node];
            int most = grids.TryGetValue(node, out WeightGrid? grid) && grid.Scales.Max() is > 0 and var scale
                ? exponents[it.Inputs[0]] - Math.ILogB(scale) - 1
                : it.Operation is Operation.Multiply ? exponents[it.Inputs[0]] + exponents[it.Inputs[1]]
                : IntegerConstants.GreatestExponent;
            if (exponents[node] > most)
            {
                for (int other = 0; other < exponents.Length; other++)
                {
                    exponents[other] = Root(parents, other) == Root(parents, node) ? most : exponents[other];
                }

                return true;
            }
        }

        return false;
    }

    private static int Of(RuleGraph graph, int node, double range) => range == 0
        ? IntegerConstants.GreatestExponent
        : Math.Clamp(
            (int)Math.Floor(Math.Log2(short.MaxValue / (range * Headroom))), IntegerConstants.LeastExponentOf(graph.Nodes[node].Operation),
            IntegerConstants.GreatestExponent);

    /// <summary>What a map's columns reach before their multipliers, which are a half to one, bring them to size.</summary>
    private static double RangeOfSums(WeightGrid grid, ReadOnlySpan<double> channels)
    {
        double largest = 0;
        for (int column = 0; column < channels.Length; column++)
        {
            double scale = grid.Scales[column];
            largest = Math.Max(largest, scale > 0 ? channels[column] * Math.ScaleB(1, Math.ILogB(scale) + 1) / scale : 0);
        }

        return largest;
    }

    private static void Join(RuleGraph graph, int[] parents)
    {
        var tables = new Dictionary<int, int>();
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            Node it = graph.Nodes[node];
            foreach (int input in it.Inputs.Where((_, i) => IntegerConstants.KeepsExponent(it.Operation, i)))
            {
                Union(parents, node, input);
            }

            // A table is stored once.
            if (it.Operation.WeightOf(WeightRole.Table) is { } table && !tables.TryAdd(table, node))
            {
                Union(parents, node, tables[table]);
            }
        }

        if (graph.StateNode >= 0)
        {
            Union(parents, graph.StateNode, graph.NextState);
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
