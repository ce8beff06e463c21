namespace TinyRecursion.Problems;

/// <summary>The named relations of one problem instance. Immutable and safe to share between threads.</summary>
public sealed class Topology
{
    private readonly Relation[] _relations;

    /// <summary>Builds a topology.</summary>
    /// <param name="cells">The number of cells.</param>
    /// <param name="relations">Relations over the same cells, names distinct; copied.</param>
    /// <exception cref="ArgumentException">A relation is over another number of cells, or a name occurs twice.</exception>
    public Topology(int cells, params Relation[] relations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cells);
        ArgumentNullException.ThrowIfNull(relations);
        _relations = relations.AsSpan().ToArray();
        Relations = Array.AsReadOnly(_relations);
        foreach (Relation relation in _relations)
        {
            if (relation.Cells != cells)
            {
                throw new ArgumentException(
                    $"Relation '{relation.Name}' is over {relation.Cells} cells, the topology has {cells}.", nameof(relations));
            }

            if (_relations.Count(other => other.Name == relation.Name) > 1)
            {
                throw new ArgumentException($"Relation '{relation.Name}' occurs twice.", nameof(relations));
            }
        }

        Cells = cells;
    }

    /// <summary>The number of cells.</summary>
    public int Cells { get; }

    /// <summary>The relations, in the order given.</summary>
    public IReadOnlyList<Relation> Relations { get; }

    /// <summary>The group relation of a name.</summary>
    /// <exception cref="ArgumentException">There is none, or it is not made of groups.</exception>
    public GroupRelation Groups(string name) => Find<GroupRelation>(name, "groups");

    /// <summary>The neighbour relation of a name.</summary>
    /// <exception cref="ArgumentException">There is none, or it is not made of neighbours.</exception>
    public NeighbourRelation Neighbours(string name) => Find<NeighbourRelation>(name, "neighbours");

    private T Find<T>(string name, string kind)
        where T : Relation
    {
        foreach (Relation relation in _relations)
        {
            if (relation.Name == name)
            {
                return relation as T
                    ?? throw new ArgumentException($"Relation '{name}' is not made of {kind}.", nameof(name));
            }
        }

        throw new ArgumentException(
            $"The topology has no relation '{name}' (it has {string.Join(", ", _relations.Select(r => r.Name))}).", nameof(name));
    }
}
