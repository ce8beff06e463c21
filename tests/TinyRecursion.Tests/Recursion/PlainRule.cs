using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Recursion;

/// <summary>A rule of plain code over one cell: a function from number to number, whose score is the number itself.</summary>
/// <param name="step">The step.</param>
internal sealed class PlainRule(Func<float, float> step) : IRule
{
    /// <summary>The problem that it runs on.</summary>
    public static Problem Problem { get; } = new(new Topology(1), 0, []);

    /// <inheritdoc/>
    public int StateWidth => 1;

    /// <summary>Sessions opened and not disposed.</summary>
    public int OpenSessions { get; private set; }

    /// <inheritdoc/>
    public IRuleSession Open()
    {
        lock (this)
        {
            OpenSessions++;
        }

        return new Session(this);
    }

    private sealed class Session(PlainRule rule) : IRuleSession
    {
        private readonly float[] _state = new float[1];
        private readonly float[] _logits = new float[1];
        private readonly Func<float, float> _step = rule.Step;
        private float _residual = float.PositiveInfinity;

        public int StepCount { get; private set; }

        public int StateWidth => 1;

        public void Bind(Problem problem) => ClearState();

        public void ClearState() => SetState([0f]);

        public void SetState(ReadOnlySpan<float> state)
        {
            StepCount = 0;
            _residual = float.PositiveInfinity;
            state.CopyTo(_state);
        }

        public void CopyState(Span<float> state) => _state.CopyTo(state);

        public void Step()
        {
            float next = _step(_state[0]);
            _residual = MathF.Abs(next - _state[0]);
            _state[0] = next;
            StepCount++;
        }

        public ReadOnlySpan<float> Readout()
        {
            _logits[0] = _state[0];
            return _logits;
        }

        public void CopyEncoding(Span<float> encoding) => encoding.Clear();

        public float? HaltLogit() => null;

        public float Residual() => _residual;

        public void Dispose()
        {
            lock (rule)
            {
                rule.OpenSessions--;
            }
        }
    }

    private float Step(float x) => step(x);
}
