using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// Answers graphs with a learned rule: takes from each node the step at which it turns reached, until all have, or the
/// state stays as it is bit for bit, so that no step could change anything any more. For use by one thread at a time.
/// </summary>
public sealed class GraphWaveRunner : IGraphRunner
{
    private readonly IRuleSession _session;

    /// <summary>Opens a session of a rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="GraphWave"/> that reads out two classes.</param>
    public GraphWaveRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _session = rule.Open();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The wave cannot run on the graph, see <see cref="GraphWave.Refusal"/>.</exception>
    public GraphResult Run(WeightedGraph graph, int maximumSteps, CancellationToken cancellation = default)
    {
        var wave = GraphWave.Encode(graph);
        _session.Bind(wave.Problem);
        long[] distances = new long[graph.Nodes];
        Array.Fill(distances, GraphSolver.Unreachable);
        // Nodes that are not reached yet, so that a step looks at each node only until it is.
        var waiting = new List<int>(Enumerable.Range(0, graph.Nodes));
        LoopResult result = Loop.Run(
            _session, Halting.Any(Halting.Verified(AllReached), Halting.Converged(0), Halting.Steps(maximumSteps)), trace: null, cancellation);
        return new GraphResult(graph, distances, GraphChecker.Check(graph, distances), result.Steps, wave.Problem.Cells);

        bool AllReached(ReadOnlySpan<float> scores)
        {
            int left = 0;
            for (int i = 0; i < waiting.Count; i++)
            {
                int node = waiting[i];
                if (scores[(node * GraphRule.Classes) + 1] > scores[node * GraphRule.Classes])
                {
                    distances[node] = (_session.StepCount - 1) * wave.Unit;
                }
                else
                {
                    waiting[left++] = node;
                }
            }

            waiting.RemoveRange(left, waiting.Count - left);
            return left == 0;
        }
    }

    /// <summary>Refuses a rule that is not one over the relations of <see cref="GraphWave"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">What it opened.</param>
    /// <param name="name">Its name for the message.</param>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static void RequireFit(Model model, IRule rule, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rule);
        Problem smallest = GraphWave.Encode(new WeightedGraph(["a"], [], directed: true, source: 0, targets: [])).Problem;
        RuleFit.Require(model, rule, name, ("graphs", "a cell"), GraphRule.Classes, smallest);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
