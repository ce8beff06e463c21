namespace TinyRecursion.Execution.Float;

/// <summary>Cosines and sines of the angles of rotary positions, made once for each head width and base.</summary>
/// <remarks>Angles are formed in single precision, as PyTorch does; at position 900 the other way gives other digits.</remarks>
internal sealed unsafe class RotaryTable
{
    /// <summary>Tables that are kept: more than a rule has bases, few enough for models of many to leave nothing behind.</summary>
    private const int Most = 16;

    private static readonly Lock Gate = new();

    // Few, and replaced as a whole, so that they are read without a lock.
    private static RotaryTable[] _tables = [];

    // Pinned, so that kernels may hold pointers into them.
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly float _theta;
    private readonly int _rows;

    private RotaryTable(int half, float theta, int rows)
    {
        (Half, _theta, _rows) = (half, theta, rows);
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
    public static RotaryTable For(int half, float theta, int rows) => Find(half, theta, rows) ?? Make(half, theta, rows);

    private static RotaryTable? Find(int half, float theta, int rows)
    {
        foreach (RotaryTable table in Volatile.Read(ref _tables))
        {
            if (table.IsFor(half, theta) && table._rows >= rows)
            {
                return table;
            }
        }

        return null;
    }

    private static RotaryTable Make(int half, float theta, int rows)
    {
        lock (Gate)
        {
            // Another thread may have made it meanwhile.
            if (Find(half, theta, rows) is { } found)
            {
                return found;
            }

            var made = new RotaryTable(half, theta, rows);
            Volatile.Write(ref _tables, [made, .. Array.FindAll(_tables, other => !other.IsFor(half, theta)).Take(Most - 1)]);
            return made;
        }
    }

    private bool IsFor(int half, float theta) => Half == half && _theta == theta;

    /// <summary>The cosines of a row, <see cref="Half"/> of them.</summary>
    public float* Cosines(int row) => Start(_cosines, row);

    /// <summary>The sines of a row.</summary>
    public float* Sines(int row) => Start(_sines, row);

    private float* Start(float[] values, int row) =>
        (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref values[row * Half]);
}
