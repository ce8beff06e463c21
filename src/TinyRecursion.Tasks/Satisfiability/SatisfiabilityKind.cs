namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Which random formulas are made.</summary>
internal enum SatisfiabilityKind
{
    /// <summary>Those that can be satisfied, kept of all that are drawn by complete search: the distribution of SATLIB's uf files.</summary>
    Satisfiable,

    /// <summary>Those that cannot be satisfied, kept likewise.</summary>
    Unsatisfiable,

    /// <summary>All that are drawn; nothing is known about them.</summary>
    Any,

    /// <summary>
    /// Those that a hidden assignment satisfies: clauses that it does not are drawn again. No search is needed, so any size can be
    /// made; but literals lean towards the hidden assignment, which makes them easier than others.
    /// </summary>
    Planted,
}
