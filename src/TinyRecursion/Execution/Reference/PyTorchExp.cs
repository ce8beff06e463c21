namespace TinyRecursion.Execution.Reference;

/// <summary>The exponential of PyTorch's vector kernels on a CPU in single precision, to the last bit.</summary>
internal static class PyTorchExp
{
    private const float PerOctave = 1.44269504f;

    // The natural logarithm of two in two parts, the first so short that its products with small integers are exact.
    private const float OctaveHigh = 0.693145751953125f;
    private const float OctaveLow = 1.428606765330187045e-06f;

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
}
