using System.Collections.Concurrent;

namespace TinyRecursion.Execution.Float;

/// <summary>Cosines and sines of the angles of rotary positions, made once for each head width and base.</summary>
/// <remarks>Angles are formed in single precision, as PyTorch does; at position 900 the other way gives other digits.</remarks>
internal sealed unsafe class RotaryTable
{
    private static readonly ConcurrentDictionary<(int Half, float Theta), RotaryTable> Tables = new();

    // Pinned, so that kernels may hold pointers into them.
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly int _rows;

    private RotaryTable(int half, float theta, int rows)
    {
        (Half, _rows) = (half, rows);
        _cosines = GC.AllocateUninitializedArray<float>(rows * half, pinned: true);
        _sines = GC.AllocateUninitializedArray<float>(rows * half, pinned: true);
        for (int i = 0; i < half; i++)
        {
            float frequency = Frequency(i, half, theta);
            for (int row = 0; row < rows; row++)
            {
                float angle = row * frequency;
                _cosines[(row * half) + i] = (float)Math.Cos(angle);
                _sines[(row * half) + i] = (float)Math.Sin(angle);
            }
        }
    }

    /// <summary>Half of the width of a head.</summary>
    public int Half { get; }

    /// <summary>The angle from one position to the next, for entry i of a half.</summary>
    public static float Frequency(int i, int half, float theta) =>
        1f / (float)Math.Pow(theta, (float)(2 * i) / (2 * half));

    /// <summary>A table of at least this many rows.</summary>
    public static RotaryTable For(int half, float theta, int rows) =>
        Tables.TryGetValue((half, theta), out RotaryTable? table) && table._rows >= rows ? table : Make(half, theta, rows);

    // Apart, because the lambda would be allocated on every way through the method that holds it.
    private static RotaryTable Make(int half, float theta, int rows) => Tables.AddOrUpdate(
        (half, theta), key => new RotaryTable(key.Half, key.Theta, rows),
        (key, found) => found._rows >= rows ? found : new RotaryTable(key.Half, key.Theta, rows));

    /// <summary>The cosines of a row, <see cref="Half"/> of them.</summary>
    public float* Cosines(int row) => Start(_cosines, row);

    /// <summary>The sines of a row.</summary>
    public float* Sines(int row) => Start(_sines, row);

    private float* Start(float[] values, int row) =>
        (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref values[row * Half]);
}
