namespace TinyRecursion.Tasks.Graphs;

/// <summary>What answers graphs, learned or plain code. For use by one thread at a time.</summary>
public interface IGraphRunner : IDisposable
{
    /// <summary>Finds the distances of a graph's nodes from its source, and checks them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="maximumSteps">The most steps of the rule, at least one.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    GraphResult Run(WeightedGraph graph, int maximumSteps, CancellationToken cancellation = default);
}
