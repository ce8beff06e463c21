using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// The nested cycles of tiny recursive models (arXiv 2510.04871), as a rule made of a rule: one step refines a low
/// state L times in view of the problem, then the high state once in view of the low one, and all this H times.
/// </summary>
/// <remarks>
/// <code>
/// repeat H times:  repeat L times:  low  ← f(low + (high + x))
///                                   high ← f(high + low)
/// </code>
/// f is the inner rule and x its encoding of the problem. The state is both states side by side, each row
/// [high ‖ low]; scores and halting are read from the high one. Being a rule, it runs in a loop with any halting, from
/// any start. Safe to share between threads.
/// </remarks>
/// <param name="rule">The inner rule.</param>
/// <param name="options">How often it is repeated.</param>
/// <exception cref="ArgumentException">The options do not fit the rule.</exception>
public sealed class NestedCycles(IRule rule, NestedCyclesOptions options) : IRule
{
    private readonly NestedCyclesOptions _options = Checked(rule, options);

    /// <inheritdoc/>
    public int StateWidth => 2 * rule.StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => new Session(rule.Open(), _options);

    private static NestedCyclesOptions Checked(IRule rule, NestedCyclesOptions options)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(rule.StateWidth);
        return options;
    }

    private sealed class Session(IRuleSession inner, NestedCyclesOptions options) : IRuleSession
    {
        private NestedState _state = NestedState.Empty;
        private float[] _before = [];
        private float[] _packed = [];

        public int StepCount { get; private set; }

        public int StateWidth => 2 * inner.StateWidth;

        public void Bind(Problem problem)
        {
            inner.Bind(problem);
            int size = problem.Cells * inner.StateWidth;
            _state = new NestedState(size);
            _before = new float[2 * size];
            _packed = new float[2 * size];
            inner.CopyEncoding(_state.Encoding);
            ClearState();
        }

        public void ClearState()
        {
            options.FillStart(_packed, inner.StateWidth);
            SetState(_packed);
        }

        public void SetState(ReadOnlySpan<float> state)
        {
            RequireLength(state.Length);
            StepCount = 0;
            _state.Unpack(state, inner.StateWidth);
            inner.SetState(_state.High);
        }

        public void CopyState(Span<float> state)
        {
            RequireLength(state.Length);
            _state.Pack(state, inner.StateWidth);
        }

        public void Step()
        {
            _state.Pack(_before, inner.StateWidth);
            _state.Run(options, Apply);
            StepCount++;
        }

        public ReadOnlySpan<float> Readout() => inner.Readout();

        // Both states are the recursion's own: an outer one has nothing to feed.
        public void CopyEncoding(Span<float> encoding) => encoding.Clear();

        public float? HaltScore() => inner.HaltScore();

        public float Residual()
        {
            if (StepCount == 0)
            {
                return float.PositiveInfinity;
            }

            _state.Pack(_packed, inner.StateWidth);
            float largest = 0f;
            for (int i = 0; i < _packed.Length; i++)
            {
                largest = MathF.Max(largest, MathF.Abs(_packed[i] - _before[i]));
            }

            return largest;
        }

        public void Dispose() => inner.Dispose();

        private void Apply(ReadOnlySpan<float> input, float[] output)
        {
            inner.SetState(input);
            inner.Step();
            inner.CopyState(output);
        }

        private void RequireLength(int length)
        {
            if (length != _packed.Length)
            {
                throw new ArgumentException($"{length} entries, the state has {_packed.Length}.");
            }
        }
    }
}
