namespace TinyRecursion;

/// <summary>The most bytes that a session may lay out for a problem: what the caller allows, and what the machine has.</summary>
internal static class MemoryLimit
{
    private static readonly AsyncLocal<long?> Allowed = new();

    /// <summary>Sets what this thread, and those that it starts, allow a session from now on; null for all that there is.</summary>
    /// <param name="bytes">The bytes.</param>
    public static void Set(long? bytes)
    {
        if (Allowed.Value != bytes)
        {
            Allowed.Value = bytes;
        }
    }

    /// <summary>Refuses bytes that are not allowed. The same problem is refused on every thread, whatever its session held before.</summary>
    /// <param name="bytes">The bytes that a session needs.</param>
    /// <exception cref="MemoryLimitException">They are more.</exception>
    public static void RequireAllowed(long bytes)
    {
        if (bytes > Allowed.Value)
        {
            throw new MemoryLimitException();
        }
    }

    /// <summary>Refuses bytes that the machine does not have, before any of them is taken.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InsufficientMemoryException">They are more.</exception>
    public static void RequireAvailable(long bytes)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
        {
            throw new InsufficientMemoryException($"a run would take {bytes >> 20:n0} MB of memory, there are {available >> 20:n0} MB");
        }
    }
}
