namespace TinyRecursion.Tasks.Custom;

/// <summary>How to run a rule on an instance.</summary>
public sealed record CustomRunOptions
{
    /// <summary>Most steps of one run, at least one.</summary>
    public int MaximumSteps { get; init; } = 256;

    /// <summary>A run ends when no entry of the state moves by more; at least zero.</summary>
    public float Tolerance { get; init; } = 1e-4f;

    /// <summary>Independent starts, at least one; more than one help only where answers can be checked.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Seed of the starting states.</summary>
    public ulong Seed { get; init; } = 1;
}
