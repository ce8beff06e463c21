namespace TinyRecursion.Execution;

/// <summary>One thing a session does: compute a node, or add a finished node into a sum.</summary>
/// <param name="Node">The node to compute, or the node to add.</param>
/// <param name="Sum">The sum to add the node to, or null to compute the node.</param>
/// <param name="Accumulate">Whether the target already holds earlier terms.</param>
internal readonly record struct Instruction(int Node, int? Sum, bool Accumulate);
