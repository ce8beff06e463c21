using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>Instances that are made as they are asked for, a few ahead on several threads.</summary>
/// <param name="generator">Makes them.</param>
/// <param name="seed">The seed.</param>
/// <param name="settings">The settings.</param>
/// <param name="count">How many.</param>
/// <param name="threads">Instances made at once.</param>
internal sealed class GeneratedInstances(InstanceGenerator generator, ulong seed, Settings settings, int count, int threads)
{
    /// <summary>Instances made ahead, for each thread.</summary>
    private const int AheadPerThread = 16;

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>Makes them, with a line of progress.</summary>
    /// <param name="cancellation">Ends it.</param>
    public IEnumerable<IInstance> Make(CancellationToken cancellation)
    {
        using var progress = new ProgressLine("made", count);
        // The first alone: it leaves soonest, and tells whether the settings go together.
        for (int from = 0, some = 1; from < count; from += some, some = threads * AheadPerThread)
        {
            var made = new List<IInstance>(some);
            OrderedWork.Run(
                Enumerable.Range(from, Math.Min(some, count - from)), Math.Min(threads, some), number => generator.Generate(seed, (ulong)number, settings, cancellation),
                (_, instance) => made.Add(instance), cancellation);
            foreach (IInstance instance in made)
            {
                yield return instance;
                progress.Advance(good: true);
            }
        }
    }
}
