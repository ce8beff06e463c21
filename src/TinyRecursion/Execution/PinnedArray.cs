namespace TinyRecursion.Execution;

/// <summary>Numbers that stay where they are, aligned for vectors, and are collected like any object. Zeros to begin with.</summary>
/// <typeparam name="T">What the numbers are.</typeparam>
internal sealed unsafe class PinnedArray<T>
    where T : unmanaged
{
    private readonly T[] _memory;

    /// <summary>Makes room for some numbers, rounded up to whole vectors.</summary>
    public PinnedArray(int count)
    {
        int spare = Arena<T>.Alignment / sizeof(T);
        _memory = GC.AllocateArray<T>(((count + spare - 1) / spare * spare) + spare, pinned: true);
        fixed (T* start = _memory)
        {
            Start = start + ((spare - (int)((nuint)start % Arena<T>.Alignment / (nuint)sizeof(T))) % spare);
        }
    }

    /// <summary>The first number; valid as long as the object is.</summary>
    public T* Start { get; }
}
