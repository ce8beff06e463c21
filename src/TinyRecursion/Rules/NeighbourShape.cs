namespace TinyRecursion.Rules;

/// <summary>A neighbour relation as a rule sees it.</summary>
/// <param name="Relation">The relation's name.</param>
/// <param name="Degree">Its number of neighbours, at least one.</param>
public readonly record struct NeighbourShape(string Relation, int Degree);
