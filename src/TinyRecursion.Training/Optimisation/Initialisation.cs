using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>Draws a rule's first parameters.</summary>
public static class Initialisation
{
    /// <summary>
    /// Linear maps: normal with deviation <c>1 / sqrt(rows)</c> (LeCun et al. 1998), divided by the root of the number
    /// of terms where several maps meet in one sum; tables: normal with deviation 0.5; biases and readouts: zeros.
    /// </summary>
    /// <param name="graph">The rule.</param>
    /// <param name="seed">Any number; the same seed gives the same bytes everywhere.</param>
    /// <returns>The flat parameter vector.</returns>
    public static float[] Draw(RuleGraph graph, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var parameters = new float[graph.ParameterCount];
        var random = new SeededRandom(seed);
        for (int i = 0; i < graph.Weights.Count; i++)
        {
            WeightShape shape = graph.Weights[i];
            float deviation = Deviation(graph, i);
            for (int at = 0; at < shape.Count; at++)
            {
                parameters[shape.Offset + at] = deviation * random.NextGaussian();
            }
        }

        return parameters;
    }

    private static float Deviation(RuleGraph graph, int weight)
    {
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            switch (graph.Nodes[i].Operation)
            {
                case Operation.Embed embed when embed.Table == weight:
                    return 0.5f;
                case Operation.EmbedSlot slot when slot.Table == weight:
                    return 0.5f;
                case Operation.Linear linear when linear.Weight == weight:
                    return graph.IsHead(i) ? 0f : 1f / MathF.Sqrt(graph.Weights[weight].Rows * TermsBeside(graph, i));
                default:
                    break;
            }
        }

        return 0f;
    }

    /// <summary>How many terms the sum has that a map ends in, directly or through a spread; 1 for none.</summary>
    private static int TermsBeside(RuleGraph graph, int node)
    {
        foreach (Node reader in graph.Nodes)
        {
            int index = reader.Inputs.ToList().IndexOf(node);
            if (index >= 0 && reader.Operation is Operation.Add)
            {
                return reader.Inputs.Count;
            }

            if (index >= 0 && reader.Operation is Operation.Spread)
            {
                int spread = graph.Nodes.ToList().IndexOf(reader);
                return TermsBeside(graph, spread);
            }
        }

        return 1;
    }
}
