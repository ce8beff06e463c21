using TinyRecursion.Recursion.Planning;

namespace TinyRecursion.Tests.Recursion.Planning;

/// <summary>For every state some share of its true cost-to-go, drawn anew for each: never too high, and inconsistent.</summary>
internal sealed class ScaledCost(GraphSpace space, ulong seed, float most = 1f) : ICostToGo<int>
{
    /// <summary>States estimated so far.</summary>
    public long Asked { get; private set; }

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<int> states, Span<float> costs)
    {
        Asked += states.Length;
        for (int i = 0; i < states.Length; i++)
        {
            SeededRandom random = SeededRandom.For(seed, (ulong)states[i]);
            double truth = space.CostsToGo[states[i]];
            costs[i] = double.IsFinite(truth) ? (float)truth * most * random.NextSingle() : random.NextInt32(40);
        }
    }
}
