namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>Drops nodes that a network can do without, where no number changes: copies, choices of entries, sums of maps, what nobody reads.</summary>
internal static class NetworkSimplifier
{
    /// <summary>Simplifies.</summary>
    /// <param name="nodes">The input, then the others in an order in which they can be computed.</param>
    /// <param name="output">The node whose value is wanted.</param>
    /// <returns>The nodes that are left; the output is the last.</returns>
    public static IReadOnlyList<NetworkNode> Simplify(IReadOnlyList<NetworkNode> nodes, int output)
    {
        var made = new List<NetworkNode>(nodes);
        for (int node = 1; node < made.Count; node++)
        {
            if (made[node] is NetworkNode.Affine affine)
            {
                made[node] = Merged(affine, made);
            }
        }

        // Only what the output needs, in the order it had.
        var needed = new bool[made.Count];
        (needed[0], needed[output]) = (true, true);
        for (int node = output; node > 0; node--)
        {
            if (needed[node])
            {
                foreach (int source in PiecewiseLinearNetwork.Sources(made[node]))
                {
                    needed[source] = true;
                }
            }
        }

        var places = new int[made.Count];
        var left = new List<NetworkNode>();
        for (int node = 0; node <= output; node++)
        {
            if (needed[node])
            {
                places[node] = left.Count;
                left.Add(made[node] switch
                {
                    NetworkNode.Affine affine => affine with { Sources = [.. affine.Sources.Select(source => (places[source.Node], source.Weights))] },
                    NetworkNode.Relu relu => relu with { Source = places[relu.Source] },
                    var input => input,
                });
            }
        }

        return left;
    }

    private static NetworkNode.Affine Merged(NetworkNode.Affine affine, List<NetworkNode> nodes)
    {
        while (true)
        {
            int at = affine.Sources.ToList().FindIndex(source => nodes[source.Node] is NetworkNode.Affine);
            int chosen = -1;
            for (int k = at; k >= 0 && k < affine.Sources.Count; k++)
            {
                (int node, WeightMatrix weights) = affine.Sources[k];
                if (nodes[node] is NetworkNode.Affine inner && (IsChoice(inner) || (IsCopy(weights) && (affine.Bias.All(entry => entry == 0) || inner.Bias.All(entry => entry == 0)))))
                {
                    chosen = k;
                    break;
                }
            }

            if (chosen < 0)
            {
                return affine;
            }

            (int source, WeightMatrix outer) = affine.Sources[chosen];
            var from = (NetworkNode.Affine)nodes[source];
            IEnumerable<(int, WeightMatrix)> replaced = IsChoice(from)
                ? from.Sources.Select(one => (one.Node, Chosen(outer, one.Weights)))
                : from.Sources;
            float[] bias = IsChoice(from) || from.Bias.All(entry => entry == 0) ? affine.Bias : from.Bias;
            affine = new NetworkNode.Affine([.. affine.Sources.Take(chosen), .. replaced, .. affine.Sources.Skip(chosen + 1)], bias);
        }
    }

    // Each entry is one entry of a single source, or zero: a product with it moves columns and no more.
    private static bool IsChoice(NetworkNode.Affine affine)
    {
        if (affine.Sources.Count != 1 || affine.Bias.Any(entry => entry != 0))
        {
            return false;
        }

        for (int row = 0; row < affine.Width; row++)
        {
            ReadOnlySpan<int> columns = affine.Sources[0].Weights.Row(row, out ReadOnlySpan<float> values);
            if (columns.Length > 1 || (columns.Length == 1 && values[0] != 1))
            {
                return false;
            }
        }

        return IsOneToOne(affine.Sources[0].Weights);
    }

    private static bool IsOneToOne(WeightMatrix weights)
    {
        var seen = new HashSet<int>();
        for (int row = 0; row < weights.Outputs; row++)
        {
            ReadOnlySpan<int> columns = weights.Row(row, out _);
            if (columns.Length == 1 && !seen.Add(columns[0]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCopy(WeightMatrix weights)
    {
        if (weights.Inputs != weights.Outputs)
        {
            return false;
        }

        for (int row = 0; row < weights.Outputs; row++)
        {
            ReadOnlySpan<int> columns = weights.Row(row, out ReadOnlySpan<float> values);
            if (columns.Length != 1 || columns[0] != row || values[0] != 1)
            {
                return false;
            }
        }

        return true;
    }

    private static WeightMatrix Chosen(WeightMatrix outer, WeightMatrix choice)
    {
        var starts = new int[outer.Outputs + 1];
        var columns = new List<int>();
        var values = new List<float>();
        for (int row = 0; row < outer.Outputs; row++)
        {
            var entries = new List<(int Column, float Value)>();
            ReadOnlySpan<int> own = outer.Row(row, out ReadOnlySpan<float> weights);
            for (int k = 0; k < own.Length; k++)
            {
                ReadOnlySpan<int> moved = choice.Row(own[k], out _);
                if (moved.Length == 1)
                {
                    entries.Add((moved[0], weights[k]));
                }
            }

            foreach ((int column, float value) in entries.OrderBy(entry => entry.Column))
            {
                columns.Add(column);
                values.Add(value);
            }

            starts[row + 1] = values.Count;
        }

        return new WeightMatrix(choice.Inputs, starts, [.. columns], [.. values]);
    }
}
