namespace TinyRecursion.Recursion.Search;

/// <summary>One of the choices at a node.</summary>
/// <param name="Variable">What is chosen for, in the task's numbering.</param>
/// <param name="Value">What is chosen, in the task's numbering.</param>
public record struct SearchChoice(int Variable, int Value)
{
    /// <summary>
    /// How promising the choice is, the natural logarithm of a confidence, at most zero: the best is tried first, and
    /// best-first search adds it up along a path. A number that is not one counts as the lowest.
    /// </summary>
    public float Score { get; set; }
}
