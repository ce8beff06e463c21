namespace TinyRecursion.Assurance.Bounds;

/// <summary>Numbers noise symbols, and says how many of them one value may have. For one thread at a time.</summary>
/// <param name="limit">The most symbols of a value, at least 2.</param>
internal sealed class NoiseSymbols(int limit)
{
    /// <summary>The most factors that a value may have, so that wide values of many cells fit in memory.</summary>
    private const int MostFactors = 1 << 22;

    private int _next;

    /// <summary>A symbol that no value has.</summary>
    public int Fresh() => _next++;

    /// <summary>The most symbols of a value.</summary>
    /// <param name="entries">Entries of the value.</param>
    public int LimitFor(int entries) => Math.Clamp(MostFactors / Math.Max(1, entries), 2, limit);
}
