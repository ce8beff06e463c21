namespace TinyRecursion.Execution.Integer;

/// <summary>A constant factor to 15 bits.</summary>
/// <param name="Factor">The factor in units of <c>2^-Shift</c>, not -32768.</param>
/// <param name="Shift">0 to 31.</param>
internal sealed record IntegerFactor(short Factor, int Shift)
{
    /// <summary>The numbers of a factor and two exponents.</summary>
    internal static IntegerFactor Of(float factor, int input, int output)
    {
        int shift = input - output;
        double scaled = factor;
        // A factor that needs a shift beyond 31 is nothing; one that needs one below 0 makes the largest of everything.
        while ((Math.Abs(scaled) < 1 << 14 && shift < 31) || shift < 0)
        {
            (scaled, shift) = (scaled * 2, shift + 1);
        }

        while (Math.Abs(scaled) >= short.MaxValue && shift > 0)
        {
            (scaled, shift) = (scaled / 2, shift - 1);
        }

        return new IntegerFactor((short)Math.Clamp(Math.Round(scaled), -short.MaxValue, short.MaxValue), shift);
    }
}
