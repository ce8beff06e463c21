namespace TinyRecursion.Execution;

/// <summary>
/// The memory that all arenas take together. It is bounded before it is taken: a system that promises more than it has ends the process
/// when it is used, without a word.
/// </summary>
internal static class NativeBudget
{
    private static long _taken;

    /// <summary>Bytes: three quarters of what the machine, or the container, has.</summary>
    public static long Most { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>Counts memory that is about to be taken.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <exception cref="InsufficientMemoryException">It is too much; nothing is counted.</exception>
    public static void Take(long bytes)
    {
        long taken = Interlocked.Add(ref _taken, bytes);
        if (taken > Most)
        {
            Give(bytes);
            throw new InsufficientMemoryException(
                $"the run needs {bytes >> 20} MiB of memory beside {(taken - bytes) >> 20} MiB, and may have {Most >> 20} MiB on this machine: "
                + "run smaller instances, a smaller rule, or fewer threads");
        }
    }

    /// <summary>Counts memory that was released.</summary>
    /// <param name="bytes">Bytes.</param>
    public static void Give(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
