using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>
/// Looks for the state that a rule leaves where it is, with a fixed-point solver instead of a loop. It ends converged, at the
/// limit on evaluations (which are its steps) or diverged, in the last two with the state of the smallest residual.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="solver">The solver.</param>
/// <param name="options">
/// When to end; null for a tolerance of 1e-5, since states are in single precision, and 1000 evaluations.
/// </param>
/// <param name="check">Asked whether the answer at the end is right, or null; the outcome is then verified.</param>
public sealed class RuleFixedPoint(IRule rule, FixedPointSolver solver, FixedPointOptions? options = null, AnswerCheck? check = null)
    : IRecursion<RuleState, RuleState>
{
    private readonly FixedPointOptions _options = options ?? new FixedPointOptions { Tolerance = 1e-5 };

    /// <summary>Searches from a state.</summary>
    /// <param name="problem">The problem and where to start.</param>
    /// <param name="trace">Receives every evaluation, or null.</param>
    /// <param name="cancellation">Ends the search between evaluations.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public Outcome<RuleState> Run(RuleState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        using IRuleSession session = rule.Open();
        problem.BindTo(session);
        var map = new Map(session, problem.Problem);
        FixedPointResult result = solver.Solve(
            (x, image) =>
            {
                map.Evaluate(x, image);
                trace?.Record(map);
            },
            map.Start(), _options, cancellation);
        session.SetState(Array.ConvertAll(result.Solution, value => (float)value));
        RuleState state = RuleState.Of(problem.Problem, session);
        HaltReason reason = check?.Invoke(state.Logits.Span) == true ? HaltReason.Verified : Reason(result.End);
        return new Outcome<RuleState>(state, reason, result.Evaluations) { Residual = result.Residual };
    }

    private static HaltReason Reason(FixedPointEnd end) => end switch
    {
        FixedPointEnd.Converged => HaltReason.Converged,
        FixedPointEnd.Diverged => HaltReason.Diverged,
        _ => HaltReason.StepLimit,
    };

    /// <summary>A rule's step as a map of numbers in double precision.</summary>
    private sealed class Map(IRuleSession session, Problem problem) : ITracedStep
    {
        private readonly float[] _state = new float[problem.Cells * session.StateWidth];
        private long _evaluations;

        long ITracedStep.Number => _evaluations;

        public ReadOnlySpan<float> Readout() => session.Readout();

        public float Residual() => session.Residual();

        public double[] Start()
        {
            session.CopyState(_state);
            return Array.ConvertAll(_state, value => (double)value);
        }

        public void Evaluate(ReadOnlySpan<double> x, Span<double> image)
        {
            for (int i = 0; i < _state.Length; i++)
            {
                _state[i] = (float)x[i];
            }

            session.SetState(_state);
            session.Step();
            session.CopyState(_state);
            for (int i = 0; i < _state.Length; i++)
            {
                image[i] = _state[i];
            }

            _evaluations++;
        }
    }
}
