using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Sign descent with decoupled weight decay on the rows of a table that were looked up: what Adam comes to where each
/// row's gradient is seen once in many updates. Deterministic.
/// </summary>
internal static class SignDescent
{
    /// <summary>Moves rows of a table.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="gradient">Same length.</param>
    /// <param name="table">The table within both.</param>
    /// <param name="rows">The rows that were looked up, each once.</param>
    /// <param name="learningRate">How far each entry moves.</param>
    /// <param name="weightDecay">Relative to the learning rate.</param>
    public static void Update(
        Span<float> parameters, ReadOnlySpan<float> gradient, WeightShape table, IEnumerable<int> rows,
        float learningRate, float weightDecay)
    {
        float keep = 1f - (learningRate * weightDecay);
        foreach (int row in rows)
        {
            int start = table.Offset + (row * table.Columns);
            for (int i = start; i < start + table.Columns; i++)
            {
                parameters[i] = (keep * parameters[i]) - (learningRate * MathF.Sign(gradient[i]));
            }
        }
    }
}
