namespace TinyRecursion.Recursion.Planning;

/// <summary>Counts the bytes of a search's structures before they are allocated.</summary>
/// <param name="maximum">The most bytes at any moment.</param>
internal sealed class MemoryBudget(long maximum)
{
    private long _used;

    /// <summary>The most bytes held so far.</summary>
    public long Peak { get; private set; }

    /// <summary>Counts bytes about to be allocated.</summary>
    /// <exception cref="PlanningLimitException">They would exceed the budget; nothing was counted.</exception>
    public void Take(long bytes)
    {
        if (bytes > maximum - _used)
        {
            throw new PlanningLimitException(HaltReason.MemoryLimit);
        }

        _used += bytes;
        Peak = Math.Max(Peak, _used);
    }

    /// <summary>Counts bytes that were let go.</summary>
    public void Give(long bytes) => _used -= bytes;
}
