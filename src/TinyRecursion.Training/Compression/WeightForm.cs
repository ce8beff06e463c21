using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// The form that the matrices of a rule take when it is compressed: few integers with a scale for each column, some of them zero.
/// Biases and tables keep theirs.
/// </summary>
/// <remarks>
/// A trainer that is given a form takes the gradient where the weights have it and applies it to the weights underneath, which keep
/// all digits (the straight-through estimator, Bengio et al. 2013, arXiv 1308.3432), through all steps of the recursion. Weights
/// that are pruned at the start stay so: where they may come back for others, the rule has to learn anew with each exchange.
/// </remarks>
internal sealed record WeightForm
{
    /// <summary>The largest integer: 127 for 8 bits, 7 for 4, 1 for ternary weights; null for weights that keep their digits.</summary>
    public int? Levels { get; init; }

    /// <summary>The share of the weights of each matrix that are zero, those of the smallest size; below 1.</summary>
    public float Pruned { get; init; }

    /// <summary>Brings parameters into the form.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <returns>Another vector, of the nearest parameters that have the form.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are other than 1 to 127 levels, or all weights would be zero.</exception>
    public float[] Apply(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        if (Levels is { } levels)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1, nameof(Levels));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, sbyte.MaxValue, nameof(Levels));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Pruned, nameof(Pruned));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Pruned, 1f, nameof(Pruned));
        float[] result = parameters.ToArray();
        foreach (int at in Smallest(graph, parameters))
        {
            result[at] = 0f;
        }

        foreach (int index in graph.WeightsOf(WeightRole.Map))
        {
            WeightShape shape = graph.Weights[index];
            if (Levels is { } most)
            {
                WeightGrid grid = WeightGrid.Round(result, shape, most);
                for (int i = 0; i < shape.Count; i++)
                {
                    result[shape.Offset + i] = (float)(grid.Integers[i] * grid.Scales[i % shape.Columns]);
                }
            }
        }

        return result;
    }

    /// <summary>The weights to prune, by their place in the parameter vector: of each matrix the smallest, of equal ones the first.</summary>
    internal List<int> Smallest(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        var pruned = new List<int>();
        foreach (int index in graph.WeightsOf(WeightRole.Map))
        {
            WeightShape shape = graph.Weights[index];
            int zeros = (int)(Pruned * shape.Count);
            if (zeros > 0)
            {
                float[] sizes = [.. parameters.Slice(shape.Offset, shape.Count)];
                pruned.AddRange(Enumerable.Range(0, shape.Count).OrderBy(i => Math.Abs(sizes[i])).Take(zeros).Select(i => shape.Offset + i));
            }
        }

        return pruned;
    }
}
