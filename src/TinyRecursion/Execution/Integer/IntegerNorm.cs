namespace TinyRecursion.Execution.Integer;

/// <summary>The numbers of a normalisation, which makes <c>x · √width / √(Σ x² + width · ε)</c> of a row.</summary>
/// <param name="Factor">The root of the width in units of the output, as <c>Factor · 2^Exponent</c>; 2^14 to 2^15 - 1.</param>
/// <param name="Exponent">Its exponent.</param>
/// <param name="Offset">Width · ε in squared units of the input.</param>
internal sealed record IntegerNorm(short Factor, int Exponent, long Offset)
{
    /// <summary>What a row whose squares come to a sum is multiplied with: <c>Multiplier · 2^-Shift</c>; zeros for a sum of zero.</summary>
    /// <param name="squares">The sum.</param>
    /// <returns>A multiplier of 2^13 to 2^15 - 1 and a shift of -16 to 46.</returns>
    public (short Multiplier, int Shift) For(long squares)
    {
        if (squares + Offset == 0)
        {
            return (0, 0);
        }

        (int root, int shift) = IntegerArithmetic.InverseRoot(squares + Offset);
        return (MultiplierOf(root), Math.Clamp(shift - IntegerArithmetic.MultiplierBits - Exponent, -16, 46));
    }

    /// <summary>What a row is multiplied with, by the inverse root of its squares.</summary>
    internal short MultiplierOf(int root) => IntegerArithmetic.Multiply((short)root, Factor);

    /// <summary>The numbers of a width, an ε and two exponents.</summary>
    internal static IntegerNorm Of(int width, float epsilon, int input, int output)
    {
        // The table of roots is in units of 1/32767.
        double factor = Math.Sqrt(width) * Math.ScaleB(32768.0 / short.MaxValue, output);
        int exponent = Math.ILogB(factor) - (IntegerArithmetic.MultiplierBits - 1);
        return new IntegerNorm(
            (short)Math.Min(short.MaxValue, Math.Round(Math.ScaleB(factor, -exponent))), exponent,
            (long)Math.Round(width * (double)epsilon * Math.ScaleB(1, 2 * input)));
    }
}
