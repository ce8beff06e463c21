namespace TinyRecursion;

/// <summary>
/// A small deterministic random generator (SplitMix64, Steele, Lea and Flood 2014) whose whole state is one number.
/// The same seed gives the same sequence on every machine and in every version. Not for secrets. A mutable struct:
/// pass it by reference.
/// </summary>
/// <param name="seed">Any number.</param>
public struct SeededRandom(ulong seed)
{
    /// <summary>The state; setting it resumes a sequence.</summary>
    public ulong State { get; set; } = seed;

    /// <summary>A generator whose sequence depends on two numbers, such as a seed and an index.</summary>
    public static SeededRandom For(ulong seed, ulong index)
    {
        var mixer = new SeededRandom(seed);
        var second = new SeededRandom(mixer.NextUInt64() ^ (index * 0xD1B54A32D192ED03UL));
        return new SeededRandom(second.NextUInt64());
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        State += 0x9E3779B97F4A7C15UL;
        ulong z = State;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A uniform integer in <c>0..bound-1</c> (bias below 2^-32 · bound).</summary>
    /// <param name="bound">At least one.</param>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)(((NextUInt64() >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>A uniform number in [0, 1) with 24 bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A standard normal number: the sum of twelve uniform ones less six, exact to about three deviations.</summary>
    /// <remarks>Only additions, so that the bits are the same everywhere; no library logarithm or sine is involved.</remarks>
    public float NextGaussian()
    {
        float sum = -6f;
        for (int i = 0; i < 12; i++)
        {
            sum += NextSingle();
        }

        return sum;
    }

    /// <summary>Fills a state with standard normal numbers. The same seed gives the same bytes everywhere.</summary>
    /// <param name="state">Cells × width.</param>
    /// <param name="seed">Any number.</param>
    internal static void Fill(Span<float> state, ulong seed)
    {
        var random = new SeededRandom(seed);
        foreach (ref float value in state)
        {
            value = random.NextGaussian();
        }
    }
}
