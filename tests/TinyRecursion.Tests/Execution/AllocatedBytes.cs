namespace TinyRecursion.Tests.Execution;

/// <summary>Measures what code allocates.</summary>
internal static class AllocatedBytes
{
    /// <summary>
    /// The bytes of ten runs after a first one, by which time everything has grown. The least of several measurements: the
    /// runtime now and then allocates a little itself while it compiles; what the code allocates it allocates every time.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                action();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
