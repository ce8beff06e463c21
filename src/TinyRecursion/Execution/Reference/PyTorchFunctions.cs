namespace TinyRecursion.Execution.Reference;

/// <summary>
/// Exponential, sine and cosine of PyTorch's vector kernels on a CPU in single precision, to the last bit. The angle to the
/// nearest zero is held in two floats, and so is the polynomial of it.
/// </summary>
internal static class PyTorchFunctions
{
    private const float PerOctave = 1.44269504f;

    // The natural logarithm of two in two parts, the first so short that its products with small integers are exact.
    private const float OctaveHigh = 0.693145751953125f;
    private const float OctaveLow = 1.428606765330187045e-06f;

    // Up to here multiples of π are subtracted in single precision, beyond in more.
    private const float Near = 125f;

    private const float PerHalfTurn = 0.318309886183790671537767526745028724f;

    // π in three parts, the first two so short that their products with small integers are exact.
    private const float PiHigh = 3.1414794921875f;
    private const float PiMiddle = 0.00011315941810607910156f;
    private const float PiLow = 1.9841872589410058936e-09f;

    /// <summary>The exponential, within one unit in the last place.</summary>
    public static float Exp(float x)
    {
        if (float.IsNaN(x))
        {
            return x;
        }

        if (x < -104f)
        {
            return 0f;
        }

        if (x > 100f)
        {
            return float.PositiveInfinity;
        }

        float octaves = MathF.Round(x * PerOctave);
        float s = MathF.FusedMultiplyAdd(octaves, -OctaveHigh, x);
        s = MathF.FusedMultiplyAdd(octaves, -OctaveLow, s);
        float u = 0.000198527617612853646278381f;
        u = MathF.FusedMultiplyAdd(u, s, 0.00139304355252534151077271f);
        u = MathF.FusedMultiplyAdd(u, s, 0.00833336077630519866943359f);
        u = MathF.FusedMultiplyAdd(u, s, 0.0416664853692054748535156f);
        u = MathF.FusedMultiplyAdd(u, s, 0.166666671633720397949219f);
        u = MathF.FusedMultiplyAdd(u, s, 0.5f);
        u = 1f + MathF.FusedMultiplyAdd(s * s, u, s);

        // In two steps, as the power of two alone may leave the range of normal numbers.
        int power = (int)octaves, half = power >> 1;
        return u * PowerOfTwo(half) * PowerOfTwo(power - half);
    }

    private static float PowerOfTwo(int power) => BitConverter.Int32BitsToSingle((power + 127) << 23);

    /// <summary>The sine.</summary>
    public static float Sin(float x)
    {
        if (!(MathF.Abs(x) < Near))
        {
            double half = Math.Round(x / Math.PI);
            return Reduced(Split(x - (half * Math.PI)), ((long)half & 1) != 0);
        }

        float turns = MathF.Round(x * PerHalfTurn);
        float first = MathF.FusedMultiplyAdd(turns, -PiHigh, x);
        (float High, float Low) angle = AddLarger(Add(first, turns * -PiMiddle), turns * -PiLow);
        return Reduced(angle, ((int)turns & 1) != 0);
    }

    /// <summary>The cosine.</summary>
    public static float Cos(float x)
    {
        if (!(MathF.Abs(x) < Near))
        {
            double half = (2 * Math.Round((x / Math.PI) - 0.5)) + 1;
            return Reduced(Split(x - (half * (Math.PI / 2))), ((long)half & 2) == 0);
        }

        float quarters = MathF.FusedMultiplyAdd(
            MathF.Round(MathF.FusedMultiplyAdd(x, PerHalfTurn, -0.5f)), 2f, 1f);
        (float High, float Low) angle = Add(x, quarters * (-PiHigh * 0.5f));
        angle = Add(angle, quarters * (-PiMiddle * 0.5f));
        angle = Add(angle, quarters * (-PiLow * 0.5f));
        return Reduced(angle, ((int)quarters & 2) == 0);
    }

    /// <summary>The sine of a small angle in two parts.</summary>
    private static float Reduced((float High, float Low) angle, bool negative)
    {
        float square = angle.High * angle.High;
        float squareLow = MathF.FusedMultiplyAdd(
            angle.High + angle.High, angle.Low, MathF.FusedMultiplyAdd(angle.High, angle.High, -square));
        float u = 2.6083159809786593541503e-06f;
        u = MathF.FusedMultiplyAdd(u, square, -0.0001981069071916863322258f);
        u = MathF.FusedMultiplyAdd(u, square, 0.00833307858556509017944336f);

        (float High, float Low) slope = AddLarger((-0.166666597127914428710938f, 0f), u * square);
        float product = slope.High * square;
        float productLow = MathF.FusedMultiplyAdd(
            slope.High, squareLow,
            MathF.FusedMultiplyAdd(slope.Low, square, MathF.FusedMultiplyAdd(slope.High, square, -product)));
        float one = 1f + product, oneLow = 1f - one + product + productLow;
        float sine = MathF.FusedMultiplyAdd(
            angle.High, one, MathF.FusedMultiplyAdd(angle.Low, one, angle.High * oneLow));
        return negative ? -sine : sine;
    }

    private static (float High, float Low) Split(double x)
    {
        float high = (float)x;
        return (high, (float)(x - high));
    }

    /// <summary>The exact sum of two numbers.</summary>
    private static (float High, float Low) Add(float x, float y)
    {
        float sum = x + y, part = sum - x;
        return (sum, x - (sum - part) + (y - part));
    }

    private static (float High, float Low) Add((float High, float Low) x, float y)
    {
        (float high, float low) = Add(x.High, y);
        return (high, low + x.Low);
    }

    /// <summary>The sum with a number known to be smaller.</summary>
    private static (float High, float Low) AddLarger((float High, float Low) x, float y)
    {
        float sum = x.High + y;
        return (sum, x.High - sum + y + x.Low);
    }
}
