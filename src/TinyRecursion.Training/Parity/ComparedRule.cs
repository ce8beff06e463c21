using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Parity;

/// <summary>
/// A rule that another execution of the same rule follows step by step, each step from the first one's state, so that
/// differences do not grow from step to step. One session at a time.
/// </summary>
/// <param name="rule">The rule whose numbers count.</param>
/// <param name="other">The one that follows.</param>
internal sealed class ComparedRule(IRule rule, IRule other) : IRule
{
    /// <summary>The largest absolute difference of any entry of the state after any step; infinite for what is not a number.</summary>
    public double LargestDifference { get; private set; }

    /// <inheritdoc/>
    public int StateWidth => rule.StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => new Session(this, rule.Open(), other.Open());

    private sealed class Session(ComparedRule owner, IRuleSession session, IRuleSession follower) : IRuleSession
    {
        private float[] _state = [];
        private float[] _followed = [];

        public int StepCount => session.StepCount;

        public int StateWidth => session.StateWidth;

        public void Bind(Problem problem)
        {
            session.Bind(problem);
            follower.Bind(problem);
            _state = new float[problem.Cells * StateWidth];
            _followed = new float[_state.Length];
        }

        public void ClearState() => session.ClearState();

        public void SetState(ReadOnlySpan<float> state) => session.SetState(state);

        public void CopyState(Span<float> state) => session.CopyState(state);

        public void Step()
        {
            session.CopyState(_state);
            follower.SetState(_state);
            session.Step();
            follower.Step();
            session.CopyState(_state);
            follower.CopyState(_followed);
            for (int i = 0; i < _state.Length; i++)
            {
                double here = Math.Abs((double)_state[i] - _followed[i]);
                owner.LargestDifference = double.IsNaN(here)
                    ? double.PositiveInfinity
                    : Math.Max(owner.LargestDifference, here);
            }
        }

        public ReadOnlySpan<float> Readout() => session.Readout();

        public void CopyEncoding(Span<float> encoding) => session.CopyEncoding(encoding);

        public float? HaltScore() => session.HaltScore();

        public float Residual() => session.Residual();

        public void Dispose()
        {
            session.Dispose();
            follower.Dispose();
        }
    }
}
