using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TinyRecursion.Execution;

/// <summary>
/// One block of aligned memory from which a session's values are laid out. It grows when a larger problem is bound
/// and is never touched by the garbage collector, so kernels may hold pointers into it for the length of a call. It frees
/// itself once nothing refers to it: whoever runs a kernel keeps the owner alive until it is done
/// (<see cref="GC.KeepAlive"/>).
/// </summary>
/// <typeparam name="T">What the values are made of.</typeparam>
internal sealed unsafe class Arena<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Bytes to which every value is aligned: a cache line and a 512-bit vector.</summary>
    public const int Alignment = 64;

    private const int LargeBytes = 1 << 26;

    private T* _start;
    private nuint _capacity;
    private bool _disposed;

    ~Arena() => Release();

    /// <summary>The first entry; valid until the next <see cref="Reserve"/> or disposal.</summary>
    /// <exception cref="ObjectDisposedException">The memory was released.</exception>
    public T* Start
    {
        get
        {
            if (_disposed)
            {
                Refuse();
            }

            return _start;
        }
    }

    /// <summary>Makes room for a number of entries; the contents are lost and all zero where it had to grow.</summary>
    /// <exception cref="ObjectDisposedException">The memory was released.</exception>
    /// <exception cref="MemoryLimitException">It is more than <see cref="MemoryLimit"/> allows; nothing was changed.</exception>
    /// <exception cref="InsufficientMemoryException">It is more than the machine has to spare; nothing was taken.</exception>
    public void Reserve(long entries)
    {
        if (_disposed)
        {
            Refuse();
        }

        MemoryLimit.RequireAllowed(entries * sizeof(T));
        var needed = (nuint)entries * (nuint)sizeof(T);
        if (needed <= _capacity)
        {
            return;
        }

        Release();
        // Half as much again, so that problems of slowly rising size do not reallocate each time, unless that would be much.
        nuint capacity = (needed + (needed < LargeBytes ? needed / 2 : 0) + (Alignment - 1)) / Alignment * Alignment;
        NativeBudget.Take((long)capacity);
        if (needed >= LargeBytes)
        {
            // The garbage collector does not see this memory, and would let what was read and built for the problem lie beside it.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }

        _capacity = capacity;
        _start = (T*)NativeMemory.AlignedAlloc(capacity, Alignment);
        NativeMemory.Clear(_start, capacity);
    }

    public void Dispose()
    {
        _disposed = true;
        Release();
        GC.SuppressFinalize(this);
    }

    [DoesNotReturn]
    private static void Refuse() =>
        throw new ObjectDisposedException(objectName: null, "The session, or the weights of its rule, have been disposed.");

    private void Release()
    {
        NativeMemory.AlignedFree(_start);
        NativeBudget.Give((long)_capacity);
        _start = null;
        _capacity = 0;
    }
}
