using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// Finds distances with a learned rule, which takes from each node the step at which it turns reached, or with relaxation in plain code. Either
/// runs until the state stays as it is bit for bit, so that no step could change anything any more; the learned rule only until all nodes are reached.
/// </summary>
internal sealed class GraphSolver : Solver<WeightedGraph, GraphAnswer>
{
    private readonly ModelRule? _rule;
    private readonly SessionPool _sessions;
    private readonly int _maximumSteps;

    public GraphSolver(Model? model, string name, Settings settings)
    {
        _maximumSteps = settings.Get(GraphSettings.MaximumSteps) ?? int.MaxValue;
        if (model is null || settings.Get(GraphSettings.Rules) == RuleKind.Algorithmic)
        {
            Description = "relaxation";
            _sessions = new SessionPool(new RelaxationRule());
            return;
        }

        Description = $"{model.Graph.ParameterCount:n0} parameters";
        _rule = model.Open();
        _sessions = new SessionPool(_rule);
        try
        {
            Problem smallest = GraphWave.Encode(new WeightedGraph(["a"], [], directed: true, source: 0, targets: [])).Problem;
            RuleFit.Require(model, _rule, name, ("graphs", "a cell"), GraphRule.Classes, smallest);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override string Description { get; }

    public override void Require(IInstance instance, string source)
    {
        if (_rule is not null && GraphWave.Refusal((WeightedGraph)instance) is { } refusal)
        {
            throw new InstanceFormatException(source, instance.Line, string.Empty, $"{refusal}: use --rules algorithmic");
        }
    }

    public override GraphAnswer Solve(WeightedGraph instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        using IRuleSession session = _sessions.Open();
        var distances = new long[instance.Nodes];
        (int steps, int cells) = _rule is null
            ? Relax(instance, session, distances, trace, cancellation)
            : Spread(instance, session, distances, trace, cancellation);
        return new GraphAnswer(instance, distances, steps, cells);
    }

    public override void Dispose()
    {
        _sessions.Dispose();
        _rule?.Dispose();
    }

    private (int Steps, int Cells) Spread(WeightedGraph graph, IRuleSession session, long[] distances, ITrace? trace, CancellationToken cancellation)
    {
        var wave = GraphWave.Encode(graph);
        session.Bind(wave.Problem);
        Array.Fill(distances, GraphDistances.Unreachable);
        var arrivals = new ArrivalTrace(wave, distances, trace);
        var halting = Halting.Any(Halting.When(HaltReason.Converged, _ => arrivals.Waiting == 0), Halting.Converged(0), Halting.Steps(_maximumSteps));
        return (Loop.Run(session, halting, arrivals, cancellation).Steps, wave.Problem.Cells);
    }

    private (int Steps, int Cells) Relax(WeightedGraph graph, IRuleSession session, long[] distances, ITrace? trace, CancellationToken cancellation)
    {
        Problem problem = RelaxationProblem.Encode(graph);
        session.Bind(problem);
        LoopResult result = Loop.Run(session, Halting.Any(Halting.Converged(0), Halting.Steps(_maximumSteps)), trace, cancellation);
        ReadOnlySpan<float> state = session.Readout();
        for (int node = 0; node < distances.Length; node++)
        {
            // No arrival is 0, which makes it -1, unreachable.
            distances[node] = RelaxationRule.Read(state.Slice(node * RelaxationProblem.Limbs, RelaxationProblem.Limbs)) - 1;
        }

        return (result.Steps, problem.Cells);
    }
}
