using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Reference;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Parity;

/// <summary>
/// The forward quantities of a configuration and its losses in the arithmetic of the published code
/// (<see cref="ReferenceRule"/>), with vector execution following each application of the rule.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="comparison">What is expected.</param>
internal sealed class ParityForward(TrmModel model, ParityComparison comparison)
{
    private readonly List<float> _high = [];
    private readonly List<float> _low = [];
    private readonly List<(List<float> Logits, List<float> Halting)> _steps = [];
    private double _tokenLoss;
    private double _haltingLoss;

    /// <summary>Computes and compares.</summary>
    /// <param name="problems">One for each instance.</param>
    /// <param name="losses">The loss of each instance.</param>
    /// <exception cref="FormatException">A tensor has another shape than the config makes it.</exception>
    public void Run(IReadOnlyList<Problem> problems, IReadOnlyList<TokenLoss> losses)
    {
        // Losses are those of the first step, so there is always one.
        do
        {
            _steps.Add(([], []));
        }
        while (comparison.Has(StepName(_steps.Count + 1, "logits")));

        using var vector = new NeuralRule(model.Graph, model.Parameters.Span);
        var rule = new ComparedRule(new ReferenceRule(model.Graph, model.Parameters.Span), vector);
        using (IRuleSession session = new NestedCycles(rule, model.Cycles).Open())
        {
            for (int i = 0; i < problems.Count; i++)
            {
                RunInstance(session, problems[i], losses[i]);
            }
        }

        for (int step = 0; step < _steps.Count; step++)
        {
            CompareValues(StepName(step + 1, "logits"), _steps[step].Logits);
            CompareValues(StepName(step + 1, "q_halt_logits"), _steps[step].Halting);
        }

        CompareValues("final.z_H", _high);
        CompareValues("final.z_L", _low);
        comparison.Add(ParityCase.VectorStep, rule.LargestDifference, ParityCase.ValueTolerance);
        comparison.Compare(
            "train.loss", _tokenLoss + (NestedGradient.HaltingShare * _haltingLoss), ParityCase.LossTolerance);
        comparison.Compare("train.lm_loss", _tokenLoss, ParityCase.LossTolerance);
        comparison.Compare("train.q_halt_loss", _haltingLoss, ParityCase.LossTolerance);
    }

    private static string StepName(int step, string what) => string.Create(CultureInfo.InvariantCulture, $"step{step}.{what}");

    private void RunInstance(IRuleSession session, Problem problem, TokenLoss loss)
    {
        TrmConfig config = model.Config;
        session.Bind(problem);
        for (int step = 0; step < _steps.Count; step++)
        {
            session.Step();
            ReadOnlySpan<float> logits = session.Readout();
            float halting = session.HaltLogit()!.Value;
            _steps[step].Logits.AddRange(logits[(config.PuzzleSlots * config.VocabularySize)..]);
            _steps[step].Halting.Add(halting);
            if (step == 0)
            {
                loss.Evaluate(logits, new float[logits.Length]);
                _tokenLoss += loss.Value;
                _haltingLoss += NestedGradient.CrossEntropy(halting, loss.Correct == loss.Count);
            }
        }

        int width = config.Width;
        var state = new float[problem.Cells * 2 * width];
        session.CopyState(state);
        for (int at = 0; at < state.Length; at += 2 * width)
        {
            _high.AddRange(state.AsSpan(at, width));
            _low.AddRange(state.AsSpan(at + width, width));
        }
    }

    private void CompareValues(string name, IReadOnlyList<float> actual) =>
        comparison.Compare(name, actual, ParityCase.ValueTolerance, relative: false);

    /// <summary>
    /// A rule that another execution of the same rule follows step by step, each step from the first one's state, so that
    /// differences do not grow from step to step. One session at a time.
    /// </summary>
    /// <param name="rule">The rule whose numbers count.</param>
    /// <param name="other">The one that follows.</param>
    private sealed class ComparedRule(IRule rule, IRule other) : IRule
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

            protected override ReadOnlySpan<float> ReadLogits() => session.Readout();

            protected override float? ReadHalting() => session.HaltLogit();

            protected override float LargestChange() => session.Residual();

            protected override void Release()
            {
                session.Dispose();
                follower.Dispose();
            }
        }
    }
}
