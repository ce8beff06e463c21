using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>
/// The first weights of tiny recursive models as published: truncated normals (at two deviations) of deviation one over
/// the root of the input width; embeddings over the root of the state width; puzzle embeddings zero; the halting head
/// zero with bias -5, so that nothing halts at first; starts of deviation one, which are never trained.
/// </summary>
internal static class TrmInitialisation
{
    /// <summary>The deviation of a standard normal cut off at two deviations.</summary>
    private const float CutDeviation = 0.87962566f;

    private const float HaltingBias = -5f;

    /// <summary>Draws a model.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="seed">Any number; the same seed gives the same bytes everywhere.</param>
    public static TrmModel Draw(TrmConfig config, ulong seed)
    {
        RuleGraph graph = TrmRule.Create(config);
        var random = new SeededRandom(seed);
        var parameters = new float[graph.ParameterCount];
        foreach (WeightShape weight in graph.Weights)
        {
            Span<float> target = parameters.AsSpan(weight.Offset, weight.Count);
            switch (weight.Name)
            {
                case TrmRule.PuzzleTable or "head.halting.weight":
                    break;
                case "head.halting.bias":
                    target.Fill(HaltingBias);
                    break;
                default:
                    bool table = weight.Name.StartsWith("embed.", StringComparison.Ordinal);
                    Fill(target, 1f / MathF.Sqrt(table ? config.Width : weight.Rows), ref random);
                    break;
            }
        }

        var cycles = new NestedCyclesOptions
        {
            HighCycles = config.HighCycles, LowCycles = config.LowCycles, HighStart = Start(), LowStart = Start(),
        };
        return new TrmModel(config, graph, parameters, cycles);

        float[] Start()
        {
            var start = new float[config.Width];
            Fill(start, 1f, ref random);
            return start;
        }
    }

    private static void Fill(Span<float> values, float deviation, ref SeededRandom random)
    {
        foreach (ref float value in values)
        {
            do
            {
                value = random.NextGaussian();
            }
            while (MathF.Abs(value) > 2f);

            value *= deviation / CutDeviation;
        }
    }
}
