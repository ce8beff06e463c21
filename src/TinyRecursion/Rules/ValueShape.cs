namespace TinyRecursion.Rules;

/// <summary>The shape of a value inside a rule: what its rows stand for, and how wide they are.</summary>
/// <param name="Relation">The group relation whose groups are the rows, or null where the rows are the cells.</param>
/// <param name="Width">Entries per row, at least one.</param>
public readonly record struct ValueShape(string? Relation, int Width)
{
    /// <summary>Whether the rows are the problem's cells.</summary>
    public bool OverCells => Relation is null;

    /// <inheritdoc/>
    public override string ToString() => Relation is null ? $"cells × {Width}" : $"groups of '{Relation}' × {Width}";
}
