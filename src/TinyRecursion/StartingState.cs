namespace TinyRecursion;

/// <summary>Where a recursion starts: from zeros, or from seeded random numbers for a restart.</summary>
internal static class StartingState
{
    /// <summary>Fills a state with standard normal numbers. The same seed gives the same bytes everywhere.</summary>
    /// <param name="state">Cells × width.</param>
    /// <param name="seed">Any number.</param>
    public static void Fill(Span<float> state, ulong seed)
    {
        var random = new SeededRandom(seed);
        foreach (ref float value in state)
        {
            value = random.NextGaussian();
        }
    }
}
