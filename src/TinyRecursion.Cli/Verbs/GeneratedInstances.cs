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

    /// <summary>Makes them, with a line of progress; the first at once, which tells whether the settings go together.</summary>
    /// <param name="cancellation">Ends it.</param>
    public IEnumerable<IInstance> Make(CancellationToken cancellation) =>
        count == 0 ? [] : From(generator.Generate(seed, 0, settings, cancellation), cancellation);

    private IEnumerable<IInstance> From(IInstance first, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("made", count);
        var heap = new SmallHeap();
        List<IInstance> made = [first];
        for (int next = 1; made.Count > 0; next += made.Count)
        {
            foreach (IInstance instance in made)
            {
                yield return instance;
                progress.Advance(good: true);
                heap.Sweep();
            }

            made.Clear();
            int some = Math.Min(threads * AheadPerThread, count - next);
            OrderedWork.Run(
                Enumerable.Range(next, some), Math.Min(threads, Math.Max(1, some)), number => generator.Generate(seed, (ulong)number, settings, cancellation),
                (_, instance) => made.Add(instance), cancellation);
        }
    }
}
