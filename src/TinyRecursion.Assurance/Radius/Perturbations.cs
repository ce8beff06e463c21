namespace TinyRecursion.Assurance.Radius;

/// <summary>Weights that are moved by at most a radius, exactly: each is a 32-bit number no further from its own.</summary>
internal static class Perturbations
{
    /// <summary>Moves each weight by its own step, cut to the radius.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="radius">The radius, from 0.</param>
    /// <param name="step">How far each is to be moved.</param>
    public static float[] Move(ReadOnlySpan<float> weights, double radius, Func<int, double> step)
    {
        var moved = new float[weights.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = (float)(weights[i] + Math.Clamp(step(i), -radius, radius));
            while (Math.Abs((double)moved[i] - weights[i]) > radius)
            {
                moved[i] = moved[i] > weights[i] ? MathF.BitDecrement(moved[i]) : MathF.BitIncrement(moved[i]);
            }
        }

        return moved;
    }

    /// <summary>Random weights: in turn anywhere within the radius, and at its ends.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="radius">The radius.</param>
    /// <param name="seed">Decides them, with the number.</param>
    /// <param name="number">The number of the perturbation; even ones lie anywhere, odd ones at the ends.</param>
    public static float[] Draw(ReadOnlySpan<float> weights, double radius, ulong seed, int number)
    {
        SeededRandom random = SeededRandom.For(seed, (ulong)number);
        return Move(weights, radius, _ => number % 2 == 0 ? radius * ((2 * random.NextSingle()) - 1) : random.NextInt32(2) == 0 ? radius : -radius);
    }

    /// <summary>The largest distance of two weights.</summary>
    public static double Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> two)
    {
        double largest = 0;
        for (int i = 0; i < one.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)one[i] - two[i]));
        }

        return largest;
    }
}
