namespace TinyRecursion.Execution.Integer;

/// <summary>The numbers of a normalisation, which makes <c>x · factor / sqrt(Σ x² + offset)</c> of a row.</summary>
/// <param name="Factor">The root of the width in units of the output, below 2^24.</param>
/// <param name="Offset">Width · ε in squared units of the input.</param>
public readonly record struct IntegerNorm(int Factor, long Offset)
{
    /// <summary>The numbers of a width, an ε and two exponents.</summary>
    internal static IntegerNorm Of(int width, float epsilon, int input, int output) => new(
        (int)Math.Round(Math.Sqrt(width) * Math.ScaleB(1, output)), (long)Math.Round(width * (double)epsilon * Math.ScaleB(1, 2 * input)));
}
