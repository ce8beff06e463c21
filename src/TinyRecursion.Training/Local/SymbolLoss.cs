namespace TinyRecursion.Training.Local;

/// <summary>
/// Cross-entropy of the symbol that a snap would choose: softmax over <c>(0, block)</c> for each block of a row, on the
/// values before the snap.
/// </summary>
internal static class SymbolLoss
{
    /// <summary>The loss of one block and its gradient.</summary>
    /// <param name="values">The block before the snap.</param>
    /// <param name="label">The digit that it should become, 0 for zeros.</param>
    /// <param name="share">A factor of loss and gradient.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public static double Evaluate(ReadOnlySpan<float> values, int label, float share, Span<float> gradient)
    {
        float top = 0f;
        foreach (float value in values)
        {
            top = MathF.Max(top, value);
        }

        double total = Math.Exp(-top);
        foreach (float value in values)
        {
            total += Math.Exp(value - top);
        }

        for (int j = 0; j < values.Length; j++)
        {
            gradient[j] = share * (float)((Math.Exp(values[j] - top) / total) - (j + 1 == label ? 1 : 0));
        }

        return share * (Math.Log(total) + top - (label == 0 ? 0f : values[label - 1]));
    }
}
