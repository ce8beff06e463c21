using System.Numerics;

namespace TinyRecursion.Recursion;

/// <summary>The two states of <see cref="NestedCycles"/> with the encoded problem, and the sums that the rule is applied to.</summary>
/// <param name="size">Cells × state width of the inner rule.</param>
internal sealed class NestedState(int size)
{
    private readonly float[] _sum = new float[size];

    /// <summary>Nothing yet.</summary>
    public static NestedState Empty { get; } = new(0);

    /// <summary>The high state, the answer in the making.</summary>
    public float[] High { get; } = new float[size];

    /// <summary>The low state, the reasoning about it.</summary>
    public float[] Low { get; } = new float[size];

    /// <summary>The encoded problem.</summary>
    public float[] Encoding { get; } = new float[size];

    /// <summary>Applies a rule once.</summary>
    /// <param name="input">The state to apply it to.</param>
    /// <param name="output">Receives the state that it makes.</param>
    public delegate void Application(ReadOnlySpan<float> input, float[] output);

    /// <summary>Runs the cycles of one step.</summary>
    /// <param name="options">How many there are.</param>
    /// <param name="apply">Applies the rule.</param>
    public void Run(NestedCyclesOptions options, Application apply)
    {
        for (int high = 0; high < options.HighCycles; high++)
        {
            for (int low = 0; low < options.LowCycles; low++)
            {
                apply(LowInput(), Low);
            }

            apply(HighInput(), High);
        }
    }

    /// <summary><c>low + (high + x)</c>; overwritten by the next call.</summary>
    private ReadOnlySpan<float> LowInput()
    {
        Add(_sum, High, Encoding);
        Add(_sum, Low, _sum);
        return _sum;
    }

    /// <summary><c>high + low</c>; overwritten by the next call.</summary>
    private ReadOnlySpan<float> HighInput()
    {
        Add(_sum, High, Low);
        return _sum;
    }

    /// <summary>Puts both states side by side, row by row.</summary>
    public void Pack(Span<float> packed, int width)
    {
        for (int at = 0; at < High.Length; at += width)
        {
            High.AsSpan(at, width).CopyTo(packed[(2 * at)..]);
            Low.AsSpan(at, width).CopyTo(packed[((2 * at) + width)..]);
        }
    }

    /// <summary>Takes both states apart.</summary>
    public void Unpack(ReadOnlySpan<float> packed, int width)
    {
        for (int at = 0; at < High.Length; at += width)
        {
            packed.Slice(2 * at, width).CopyTo(High.AsSpan(at));
            packed.Slice((2 * at) + width, width).CopyTo(Low.AsSpan(at));
        }
    }

    private static void Add(float[] y, float[] a, float[] b)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= y.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(a, i) + new Vector<float>(b, i)).CopyTo(y, i);
        }

        for (; i < y.Length; i++)
        {
            y[i] = a[i] + b[i];
        }
    }
}
