namespace TinyRecursion.Problems;

/// <summary>
/// Which cells of one problem instance see each other. A rule's weights belong to relations, never to positions,
/// so one rule runs on any size of its problem. Immutable and safe to share between threads.
/// </summary>
public abstract class Relation
{
    private protected Relation(string name, int cells)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(cells);
        Name = name;
        Cells = cells;
    }

    /// <summary>The name by which a rule asks for this relation, such as <c>box</c>.</summary>
    public string Name { get; }

    /// <summary>The number of cells of the problem, at least zero.</summary>
    public int Cells { get; }
}
