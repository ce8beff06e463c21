namespace TinyRecursion;

/// <summary>The most bytes that a session may lay out for a problem: what the caller allows.</summary>
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
}
