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

    public int StateWidth => rule.StateWidth;

    public IRuleSession Open() => new Session(this, rule.Open(), other.Open());

    private sealed class Session(ComparedRule owner, IRuleSession session, IRuleSession follower) : RuleSession(session.StateWidth)
    {
        private float[] _state = [];
        private float[] _followed = [];

        protected override void Prepare(Problem problem)
        {
            session.Bind(problem);
            follower.Bind(problem);
            _state = new float[problem.Cells * StateWidth];
            _followed = new float[_state.Length];
        }

        protected override void WriteStart() => session.ClearState();

        protected override void WriteState(ReadOnlySpan<float> state) => session.SetState(state);

        protected override void ReadState(Span<float> state) => session.CopyState(state);

        protected override void ReadEncoding(Span<float> encoding) => session.CopyEncoding(encoding);

        protected override void Advance()
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

        protected override ReadOnlySpan<float> ReadScores() => session.Readout();

        protected override float? ReadHalting() => session.HaltScore();

        protected override float LargestChange() => session.Residual();

        protected override void Release()
        {
            session.Dispose();
            follower.Dispose();
        }
    }
}
