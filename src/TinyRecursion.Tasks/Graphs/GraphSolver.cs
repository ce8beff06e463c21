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
    private readonly SessionPool? _wave;
    private readonly SessionPool _relaxation = new(new RelaxationRule());
    private readonly bool _detours;
    private readonly int _maximumSteps;

    public GraphSolver(Model? model, string name, Settings settings)
    {
        _maximumSteps = settings.Get(GraphSettings.MaximumSteps) ?? int.MaxValue;
        RuleKind rules = settings.Get(GraphSettings.Rules);
        _detours = rules == RuleKind.Mixed;
        if (model is null || rules == RuleKind.Algorithmic)
        {
            Description = "relaxation";
            return;
        }

        Description = $"{model.Graph.ParameterCount:n0} parameters";
        _rule = model.Open();
        _wave = new SessionPool(_rule);
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
        if (_wave is not null && !_detours && GraphWave.Refusal((WeightedGraph)instance) is { } refusal)
        {
            throw new InstanceFormatException(source, instance.Line, string.Empty, $"{refusal}: use --rules algorithmic");
        }
    }

    public override GraphAnswer Solve(WeightedGraph instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        string? detour = _wave is not null && _detours ? GraphWave.Detour(instance, cancellation) : null;
        SessionPool rule = detour is null && _wave is not null ? _wave : _relaxation;
        using IRuleSession session = rule.Open();
        var distances = new long[instance.Nodes];
        (LoopResult result, int cells) = rule == _wave
            ? Spread(instance, session, distances, trace, cancellation)
            : Relax(instance, session, distances, trace, cancellation);
        return new GraphAnswer(instance, distances, result.Steps, cells)
        {
            Detour = detour,
            Reached = result.Reason == HaltReason.StepLimit ? HaltReason.StepLimit : HaltReason.None,
        };
    }

    public override void Dispose()
    {
        _wave?.Dispose();
        _relaxation.Dispose();
        _rule?.Dispose();
    }

    private protected override GraphAnswer Unfinished(WeightedGraph instance, HaltReason limit)
    {
        var distances = new long[instance.Nodes];
        Array.Fill(distances, GraphDistances.Unreachable);
        return new GraphAnswer(instance, distances, 0, 0) { Reached = limit };
    }

    private (LoopResult Result, int Cells) Spread(WeightedGraph graph, IRuleSession session, long[] distances, ITrace? trace, CancellationToken cancellation)
    {
        var wave = GraphWave.Encode(graph);
        session.Bind(wave.Problem);
        Array.Fill(distances, GraphDistances.Unreachable);
        var arrivals = new ArrivalTrace(wave, distances, trace);
        var halting = Halting.Any(Halting.When(HaltReason.Converged, _ => arrivals.Waiting == 0), Halting.Converged(0), Halting.Steps(_maximumSteps));
        return (Loop.Run(session, halting, arrivals, cancellation), wave.Problem.Cells);
    }

    private (LoopResult Result, int Cells) Relax(WeightedGraph graph, IRuleSession session, long[] distances, ITrace? trace, CancellationToken cancellation)
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

        return (result, problem.Cells);
    }
}
