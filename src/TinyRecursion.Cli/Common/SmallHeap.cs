namespace TinyRecursion.Cli.Common;

/// <summary>
/// Keeps the heap small while instances stream by: left to itself the runtime lets garbage pile up to the size of the processor's cache,
/// which is many times what the few instances at work hold.
/// </summary>
internal sealed class SmallHeap
{
    private const long Garbage = 4 << 20, Small = 48 << 20;

    private long _swept;

    /// <summary>Sweeps if there is enough garbage, and so little else that this takes no time. Called by one thread at a time.</summary>
    public void Sweep()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _swept > Garbage && GC.GetTotalMemory(forceFullCollection: false) < Small)
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            _swept = allocated;
        }
    }
}
