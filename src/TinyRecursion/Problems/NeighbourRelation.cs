namespace TinyRecursion.Problems;

/// <summary>
/// Ordered neighbours, the same number for every cell: the 3×3 around a grid cell, the two ends of a digit.
/// A slot that lies outside the problem holds <see cref="None"/>.
/// </summary>
public sealed class NeighbourRelation : Relation
{
    /// <summary>Marks a slot without a neighbour.</summary>
    public const int None = -1;

    private readonly int[] _neighbours;

    /// <summary>Builds the relation from a cells × degree table.</summary>
    /// <param name="name">The relation's name.</param>
    /// <param name="cells">The number of cells of the problem.</param>
    /// <param name="degree">How many ordered neighbours a cell has, at least one.</param>
    /// <param name="neighbours">Row by row, <paramref name="degree"/> entries a cell: a cell index or <see cref="None"/>; copied.</param>
    /// <exception cref="ArgumentException">The table has another size or names a cell outside the range.</exception>
    public NeighbourRelation(string name, int cells, int degree, int[] neighbours)
        : base(name, cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        ArgumentNullException.ThrowIfNull(neighbours);
        if (neighbours.Length != (long)cells * degree)
        {
            throw new ArgumentException(
                $"Relation '{name}': {neighbours.Length} entries, expected {cells} × {degree}.", nameof(neighbours));
        }

        // Copied before it is checked: kernels index by these entries without bounds.
        _neighbours = [.. neighbours];
        foreach (int neighbour in _neighbours)
        {
            if (neighbour < None || neighbour >= cells)
            {
                throw new ArgumentException(
                    $"Relation '{name}': neighbour {neighbour} lies outside -1..{cells - 1}.", nameof(neighbours));
            }
        }

        Degree = degree;
    }

    /// <summary>How many ordered neighbours a cell has.</summary>
    public int Degree { get; }

    /// <summary>The whole table, cells × <see cref="Degree"/>.</summary>
    public ReadOnlySpan<int> Neighbours => _neighbours;

    /// <summary>The ordered neighbours of one cell.</summary>
    /// <param name="cell">The cell, <c>0..Cells-1</c>.</param>
    public ReadOnlySpan<int> NeighboursOf(int cell) => _neighbours.AsSpan(cell * Degree, Degree);
}
