namespace TinyRecursion.Assurance.Radius;

/// <summary>How the radius of a theorem's weights is looked for and confirmed.</summary>
public sealed record RadiusOptions
{
    /// <summary>Threads, at least one; they change the speed, never the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Random perturbations within the radius whose tables are worked out, from 0.</summary>
    public int Perturbations { get; init; } = 10000;

    /// <summary>Points of the table that each of them is compared at: those that come nearest to changing.</summary>
    public int Points { get; init; } = 4096;

    /// <summary>Random perturbations that are compared at every point of the table, from 0.</summary>
    public int Whole { get; init; } = 10;

    /// <summary>Decides the random perturbations.</summary>
    public ulong Seed { get; init; } = 1;
}
