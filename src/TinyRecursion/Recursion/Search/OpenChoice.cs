namespace TinyRecursion.Recursion.Search;

/// <summary>A choice still to be looked at.</summary>
/// <param name="Parent">The node above it.</param>
/// <param name="Choice">The choice.</param>
/// <param name="Score">The scores of the choices that lead to it, added up.</param>
internal readonly record struct OpenChoice<TNode>(OpenNode<TNode> Parent, SearchChoice Choice, double Score);
