using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>The shape of a value inside a rule: what its rows stand for, and how wide they are.</summary>
/// <param name="Relation">The group relation whose groups are the rows, or null where they are not groups.</param>
/// <param name="Width">Entries per row, at least one.</param>
/// <param name="Rows">The number of rows of a transposed value, or null where rows are cells or groups.</param>
internal readonly record struct ValueShape(string? Relation, int Width, int? Rows = null)
{
    /// <summary>Whether the rows are the problem's cells.</summary>
    public bool OverCells => Relation is null && Rows is null;

    /// <summary>The number of rows for one problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">The problem lacks the relation.</exception>
    public int RowsIn(Problem problem) => Rows ?? (Relation is { } name ? problem.Topology.Groups(name).GroupCount : problem.Cells);

    public override string ToString() =>
        Rows is { } rows ? $"{rows} × {Width}" : Relation is null ? $"cells × {Width}" : $"groups of '{Relation}' × {Width}";
}
