namespace TinyRecursion.Edge.Lowering;

/// <summary>How large a relation of a task can get.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Degree">Neighbours of a cell; 0 for a relation of groups.</param>
/// <param name="Groups">Most groups.</param>
/// <param name="Members">Most members of all groups together.</param>
internal sealed record RelationBound(string Name, int Degree, int Groups, int Members)
{
    /// <summary>Cells, groups and members are counted in 16 bits; one number more is none.</summary>
    public const int Largest = ushort.MaxValue - 1;

    /// <summary>A number that a task works out of others, no larger than can be counted.</summary>
    public static int Bounded(long count) => (int)Math.Min(count, Largest);
}
