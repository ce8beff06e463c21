namespace TinyRecursion.Edge.Lowering;

/// <summary>How large a relation of a task can get.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Degree">Neighbours of a cell; 0 for a relation of groups.</param>
/// <param name="Groups">Most groups.</param>
/// <param name="Members">Most members of all groups together.</param>
internal sealed record RelationBound(string Name, int Degree, int Groups, int Members)
{
}
