using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Execution;

/// <summary>A small rule with everything that is needed to run it.</summary>
/// <param name="Graph">The rule.</param>
/// <param name="Parameters">Its flat parameter vector.</param>
/// <param name="Problem">A problem with the relations that it follows.</param>
/// <param name="InitialState">Cells × state width.</param>
internal sealed record SampleCase(RuleGraph Graph, float[] Parameters, Problem Problem, float[] InitialState)
{
    /// <summary>Whether the rule uses an operation, given by its type's name.</summary>
    public bool Uses(string operation) => Graph.Nodes.Any(node => node.Operation.GetType().Name == operation);
}
