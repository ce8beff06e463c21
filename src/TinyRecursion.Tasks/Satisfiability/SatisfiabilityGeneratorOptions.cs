namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>What formulas are made.</summary>
public sealed record SatisfiabilityGeneratorOptions
{
    /// <summary>The number of variables, at least <see cref="Literals"/>.</summary>
    public int Variables { get; init; } = 50;

    /// <summary>The number of clauses, at least zero.</summary>
    public int Clauses { get; init; } = 218;

    /// <summary>Literals of a clause, at least one.</summary>
    public int Literals { get; init; } = 3;

    /// <summary>Which formulas.</summary>
    public SatisfiabilityKind Kind { get; init; }
}
