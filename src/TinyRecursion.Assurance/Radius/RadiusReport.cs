namespace TinyRecursion.Assurance.Radius;

/// <summary>How far the weights of a proved rule may be off before its table changes. Immutable.</summary>
public sealed class RadiusReport
{
    internal RadiusReport()
    {
    }

    /// <summary>Points of the local domain, all of which were bounded, and symbols that logits are read out of.</summary>
    public long Points { get; init; }

    /// <summary>A radius, from 0: with every weight within it the table, and what is read out of each symbol, is the same. 0 where none was found.</summary>
    public double Certified { get; init; }

    /// <summary>The point that allows no larger one; one beyond the domain is a symbol that is read out.</summary>
    public long ClosestPoint { get; init; }

    /// <summary>The smallest change found, in its largest entry, that changes the table; infinite where none was.</summary>
    public double Breaking { get; init; }

    /// <summary>The point that it changes, or -1.</summary>
    public long BreakingPoint { get; init; }

    /// <summary>Random changes within the certified radius that were run.</summary>
    public int Tried { get; init; }

    /// <summary>How many of them changed something; above 0 the certified radius would be wrong.</summary>
    public int Changed { get; init; }

    /// <summary>The symbol that the rule takes at <see cref="BreakingPoint"/>, or -1.</summary>
    internal int BreakingSymbol { get; init; }

    /// <summary>All weights of the smallest change found, as 32-bit numbers; null where none was.</summary>
    internal float[]? BreakingWeights { get; init; }

    /// <summary>Points that each random change was compared at.</summary>
    internal int PointsEach { get; init; }

    /// <summary>How many random changes were compared at every point.</summary>
    internal int Whole { get; init; }
}
