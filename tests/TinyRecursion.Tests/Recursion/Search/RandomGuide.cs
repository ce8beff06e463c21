using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tests.Recursion.Search;

/// <summary>A guide that knows nothing: scores by a digest of the node, some of them not numbers.</summary>
internal sealed class RandomGuide(ulong seed) : IGuide<ColouringBranching.Node>
{
    public Guidance Score(
        ColouringBranching.Node node, int depth, Guidance above, Span<SearchChoice> choices, ITrace? trace, CancellationToken cancellation)
    {
        var random = SeededRandom.For(seed, (ulong)node.Masks.Aggregate(depth, (digest, mask) => (digest * 31) + mask));
        foreach (ref SearchChoice choice in choices)
        {
            choice.Score = random.NextInt32(5) == 0 ? float.NaN : -random.NextSingle();
        }

        return new Guidance(null, 7);
    }
}
