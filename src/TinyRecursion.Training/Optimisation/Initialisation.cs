using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>Draws a rule's first parameters.</summary>
internal static class Initialisation
{
    /// <summary>
    /// Linear maps: normal with deviation <c>1 / sqrt(rows)</c> (LeCun et al. 1998), divided by the root of the number
    /// of terms where several maps meet in one sum; tables: normal with deviation 0.5; biases and readouts: zeros. In a rule without features
    /// biases, but those of readouts, are drawn as tables are.
    /// </summary>
    /// <param name="graph">The rule.</param>
    /// <param name="seed">Any number; the same seed gives the same bytes everywhere.</param>
    /// <returns>The flat parameter vector.</returns>
    public static float[] Draw(RuleGraph graph, ulong seed)
    {
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
            foreach (WeightUse use in graph.Nodes[i].Operation.Weights.Where(use => use.Index == weight))
            {
                return use.Role switch
                {
                    WeightRole.Table => 0.5f,
                    WeightRole.Map when !graph.IsHead(i) => 1f / MathF.Sqrt(graph.Weights[weight].Rows * TermsBeside(graph, i)),
                    // Without features nothing but the biases leads away from a state of zeros, at which a normalisation is steep beyond use.
                    WeightRole.Bias when !graph.IsHead(i) && graph.FeatureColumns == 0 => 0.5f,
                    _ => 0f,
                };
            }
        }

        return 0f;
    }

    /// <summary>How many terms the sum has that a map ends in, directly or through a spread; 1 for none.</summary>
    private static int TermsBeside(RuleGraph graph, int node)
    {
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node reader = graph.Nodes[i];
            if (reader.Operation is Operation.Add or Operation.Spread && reader.Inputs.Contains(node))
            {
                return reader.Operation is Operation.Add ? reader.Inputs.Count : TermsBeside(graph, i);
            }
        }

        return 1;
    }
}
