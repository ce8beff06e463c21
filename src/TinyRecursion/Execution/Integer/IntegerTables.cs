namespace TinyRecursion.Execution.Integer;

/// <summary>Tables of functions, each entry rounded to the nearest integer, halves away from zero.</summary>
/// <remarks>
/// They are worked out in double precision, which is far more than rounding needs: no entry lies so near to a half that the last
/// digits of a platform's exponential or cosine could show.
/// </remarks>
internal static class IntegerTables
{
    /// <summary>Fraction bits of what a sigmoid is taken of.</summary>
    public const int SigmoidFraction = 12;

    /// <summary>Bits between two entries of the table of sigmoids.</summary>
    public const int SigmoidStep = 9;

    /// <summary>Fraction bits of the differences of which an exponential is taken.</summary>
    public const int ExpFraction = 8;

    /// <summary>One in a table of exponentials.</summary>
    public const int ExpOne = short.MaxValue;

    /// <summary>Fraction bits of a table of cosines.</summary>
    public const int CosineBits = 14;

    private const int ExpWhole = 12;

    private static readonly short[] Sigmoids =
        Table(0, 65, i => (1 << IntegerArithmetic.MultiplierBits) / (1 + Math.Exp(-i / 8.0)));

    private static readonly short[] Roots =
        Table(64, 193, i => short.MaxValue * 128.0 / Math.Sqrt(256.0 * i));

    private static readonly short[] Wholes = Table(0, ExpWhole, i => ExpOne * Math.Exp(-i));
    private static readonly short[] Parts =
        Table(0, 1 << ExpFraction, i => ExpOne * Math.Exp(-i / (double)(1 << ExpFraction)));

    /// <summary>One over the roots of 64 · 256, 65 · 256, … 256 · 256, times 32767 · 128.</summary>
    public static ReadOnlySpan<short> InverseRoots => Roots;

    /// <summary>Sigmoids of 0, 1/8, … 8 in units of 1/32768.</summary>
    public static ReadOnlySpan<short> Sigmoid => Sigmoids;

    /// <summary><c>e^-i</c> for i of 0 to 11, in units of 1/32767.</summary>
    public static ReadOnlySpan<short> ExpWholes => Wholes;

    /// <summary><c>e^(-i/256)</c> for i of 0 to 255, in units of 1/32767.</summary>
    public static ReadOnlySpan<short> ExpParts => Parts;

    /// <summary><c>e^-x</c> in units of 1/32767.</summary>
    /// <param name="difference">x in units of 1/256, from 0.</param>
    public static short Exp(int difference)
    {
        int whole = difference >> ExpFraction;
        return whole >= ExpWhole
            ? (short)0
            : IntegerArithmetic.Multiply(Wholes[whole], Parts[difference & ((1 << ExpFraction) - 1)]);
    }

    /// <summary>Cosine and sine, in units of 2^-14, of the angle by which rotary positions turn entry i of a half head.</summary>
    /// <param name="row">The position.</param>
    /// <param name="i">The entry.</param>
    /// <param name="width">Width of a head.</param>
    /// <param name="theta">Base of the wavelengths.</param>
    public static (short Cosine, short Sine) Turn(int row, int i, int width, float theta)
    {
        // The angle is part of the operation's meaning in single precision.
        float frequency = 1f / (float)Math.Pow(theta, 2f * i / width);
        float angle = row * frequency;
        return (Round(Math.Cos(angle) * (1 << CosineBits)), Round(Math.Sin(angle) * (1 << CosineBits)));
    }

    private static short[] Table(int first, int count, Func<int, double> value)
    {
        var table = new short[count];
        for (int i = 0; i < count; i++)
        {
            table[i] = Round(value(first + i));
        }

        return table;
    }

    private static short Round(double value) =>
        (short)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), short.MinValue, short.MaxValue);
}
