using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Cells;

/// <summary>
/// Solves instances of cells with a rule: from seeded random states, until the checker accepts the answer or the state stays where it is.
/// </summary>
internal sealed class CellSolver<TInstance> : Solver<TInstance, CellAnswer<TInstance>>
    where TInstance : class, IInstance
{
    private readonly CellTask<TInstance> _task;
    private readonly Model _model;
    private readonly string _name;
    private readonly ModelRule _rule;
    private readonly Func<TInstance, Problem> _encode;
    private readonly (int Steps, float Tolerance, int Starts, ulong Seed) _run;
    private bool _fits;

    public CellSolver(CellTask<TInstance> task, Model model, string name, Settings settings)
    {
        (_task, _model, _name) = (task, model, name);
        _run = (settings.Get(CellSettings.MaximumSteps), settings.Get(CellSettings.Tolerance), settings.Get(CellSettings.Restarts), settings.Get(StandardSettings.Seed));
        _encode = task.EncoderFor(model.Graph);
        _rule = model.Open();
    }

    public override string Description => $"{_model.Graph.ParameterCount:n0} parameters";

    public override void Require(IInstance instance, string source)
    {
        var own = (TInstance)instance;
        _task.Require(own, source, _model.Graph);
        if (_run.Starts > 1 && _task.Check(own, new int[_encode(own).Cells]) is null)
        {
            throw new InstanceFormatException(
                source, own.Line, string.Empty, "--restarts needs instances whose answers can be checked: without that no start can be told from another");
        }

        if (_fits)
        {
            return;
        }

        try
        {
            using var session = _rule.Open();
            session.Bind(_encode(own));
            _fits = true;
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(_name, $"does not fit {source}: {error.Message}");
        }
    }

    public override CellAnswer<TInstance> Solve(TInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        Problem problem = _encode(instance);
        int[]? known = _task.Known(instance);
        var halting = Halting.Any(Halting.Verified(IsRight), Halting.Converged(_run.Tolerance), Halting.Steps(_run.Steps));
        Outcome<RuleState> outcome = Restarts.Of(new Loop(_rule, halting), _rule, _run.Starts, _run.Seed, threads: threads)
            .Run(new RuleState(problem), trace, cancellation);
        int[] classes = Decode(outcome.Answer!.Logits.Span);
        return new CellAnswer<TInstance>(_task, instance, classes, _task.Check(instance, classes), outcome.Steps, outcome.TotalSteps, outcome.Part)
        {
            Reached = outcome.Reason == HaltReason.StepLimit ? HaltReason.StepLimit : HaltReason.None,
        };

        bool IsRight(ReadOnlySpan<float> logits) => _task.Check(instance, Decode(logits)) is { Count: 0 };

        int[] Decode(ReadOnlySpan<float> logits)
        {
            var decoded = new int[problem.Cells];
            CellDecoding.Decode(logits, known, decoded);
            return decoded;
        }
    }

    private protected override CellAnswer<TInstance> Unfinished(TInstance instance, HaltReason limit) =>
        new(_task, instance, new int[_encode(instance).Cells], ["the run was given up"], 0, 0, 0) { Reached = limit };

    public override void Dispose() => _rule.Dispose();
}
