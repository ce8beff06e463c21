using TinyRecursion.IO;

namespace TinyRecursion.Cli.Verbs;

/// <summary>Instances that <c>--skip-bad</c> goes past: each is told on standard error, and counted.</summary>
internal sealed class SkippedInstances
{
    private int _count;

    /// <summary>How many there were.</summary>
    public int Count => _count;

    /// <summary>The number in words, to follow others; nothing for none.</summary>
    public string Words => _count == 0 ? string.Empty : $", {_count} skipped";

    /// <summary>Tells of one.</summary>
    public void Add(FormatException error)
    {
        Interlocked.Increment(ref _count);
        Console.Error.WriteLine("trm: skipped: " + MessageLine.Of(error.Message).TrimEnd());
    }
}
