namespace TinyRecursion.Execution.Finite;

/// <summary>How far the right symbol is ahead before a snap.</summary>
internal static class SymbolMargin
{
    /// <summary>
    /// The smallest lead, over the blocks of a row, of the right digit over every other: above zero, the snap chooses the
    /// right symbol, and no error of less than half the lead would change that.
    /// </summary>
    /// <param name="shape">The alphabet.</param>
    /// <param name="values">The row before the snap; zero stands for digit 0.</param>
    /// <param name="symbol">The right symbol.</param>
    /// <returns>The lead; not a number if a value is not.</returns>
    public static float Of(FiniteShape shape, ReadOnlySpan<float> values, int symbol)
    {
        float smallest = float.PositiveInfinity;
        for (int at = shape.StateWidth - shape.BlockWidth; at >= 0; at -= shape.BlockWidth)
        {
            (symbol, int digit) = Math.DivRem(symbol, shape.BlockWidth + 1);
            ReadOnlySpan<float> block = values.Slice(at, shape.BlockWidth);
            float right = digit == 0 ? 0f : block[digit - 1], rival = digit == 0 ? float.NegativeInfinity : 0f;
            for (int j = 0; j < block.Length; j++)
            {
                rival = j + 1 == digit ? rival : MathF.Max(rival, block[j]);
            }

            smallest = MathF.Min(smallest, right - rival);
        }

        return smallest;
    }
}
