namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>A formula with what is known about it.</summary>
/// <param name="Name">Its name, without spaces.</param>
/// <param name="Formula">The formula.</param>
/// <param name="IsSatisfiable">Whether it can be satisfied, null where that is not known.</param>
/// <param name="Model">An assignment that satisfies it, or null.</param>
/// <param name="Line">The line that it was read from, from 1.</param>
internal sealed record CnfInstance(string Name, CnfFormula Formula, bool? IsSatisfiable, bool[]? Model, int Line) : IInstance
{
    /// <summary>Whether it can be satisfied, in a word.</summary>
    public string Label => IsSatisfiable switch { true => "satisfiable", false => "unsatisfiable", null => "unknown" };
}
