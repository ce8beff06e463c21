using TinyRecursion.Problems;

namespace TinyRecursion.Operations;

/// <summary>A relation of the problem that an operation follows.</summary>
/// <param name="Name">The relation's name.</param>
/// <param name="Degree">The number of neighbours that each cell must have; 0 for a relation of groups.</param>
internal sealed record RelationUse(string Name, int Degree)
{
    /// <summary>Whether the relation is one of groups rather than of neighbours.</summary>
    public bool IsGroups => Degree == 0;

    /// <summary>The relation in a problem.</summary>
    /// <exception cref="ArgumentException">The problem has none of the name, or one that is made of something else.</exception>
    public Relation In(Problem problem)
    {
        if (IsGroups)
        {
            return problem.Topology.Groups(Name);
        }

        NeighbourRelation relation = problem.Topology.Neighbours(Name);
        return relation.Degree == Degree
            ? relation
            : throw new ArgumentException($"Relation '{Name}' has {relation.Degree} neighbours a cell, the rule needs {Degree}.");
    }
}
