using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Answers graphs with <see cref="RelaxationRule"/>, until no step changes anything. For use by one thread at a time.</summary>
public sealed class RelaxationRunner : IGraphRunner
{
    private readonly IRuleSession _session = new RelaxationRule().Open();

    /// <inheritdoc/>
    public GraphResult Run(WeightedGraph graph, int maximumSteps, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Problem problem = RelaxationProblem.Encode(graph);
        _session.Bind(problem);
        LoopResult result = Loop.Run(
            _session, Halting.Any(Halting.Converged(0), Halting.Steps(maximumSteps)), trace: null, cancellation);
        ReadOnlySpan<float> state = _session.Readout();
        long[] distances = new long[graph.Nodes];
        for (int node = 0; node < distances.Length; node++)
        {
            // No arrival is 0, which makes it -1, unreachable.
            distances[node] = RelaxationRule.Read(state.Slice(node * RelaxationProblem.Limbs, RelaxationProblem.Limbs)) - 1;
        }

        return new GraphResult(graph, distances, GraphChecker.Check(graph, distances), result.Steps, problem.Cells);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
