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
/// [high ‖ low]; logits and halting are read from the high one, and an outer recursion finds no encoding to feed. Being a rule, it runs in a loop with any halting, from
/// any start. Safe to share between threads.
/// </remarks>
/// <param name="rule">The inner rule.</param>
/// <param name="options">How often it is repeated.</param>
/// <exception cref="ArgumentException">The options do not fit the rule.</exception>
internal sealed class NestedCycles(IRule rule, NestedCyclesOptions options) : IRule
{
    private readonly NestedCyclesOptions _options = Checked(rule, options);

    public int StateWidth => 2 * rule.StateWidth;

    public IRuleSession Open() => new Session(rule.Open(), _options);

    private static NestedCyclesOptions Checked(IRule rule, NestedCyclesOptions options)
    {
        options.Validate(rule.StateWidth);
        return options;
    }

    private sealed class Session : RuleSession
    {
        private readonly IRuleSession _inner;
        private readonly NestedCyclesOptions _options;
        private readonly NestedState.Application _apply;
        private NestedState _state = NestedState.Empty;
        private float[] _before = [];
        private float[] _packed = [];

        public Session(IRuleSession inner, NestedCyclesOptions options)
            : base(2 * inner.StateWidth)
        {
            (_inner, _options) = (inner, options);
            // Made once: a delegate a step would be an allocation a step.
            _apply = Apply;
        }

        protected override void Prepare(Problem problem)
        {
            _inner.Bind(problem);
            int size = problem.Cells * _inner.StateWidth;
            _state = new NestedState(size);
            _before = new float[2 * size];
            _packed = new float[2 * size];
            _inner.CopyEncoding(_state.Encoding);
        }

        protected override void WriteStart()
        {
            _options.FillStart(_packed, _inner.StateWidth);
            WriteState(_packed);
        }

        protected override void WriteState(ReadOnlySpan<float> state)
        {
            _state.Unpack(state, _inner.StateWidth);
            _inner.SetState(_state.High);
        }

        protected override void ReadState(Span<float> state) => _state.Pack(state, _inner.StateWidth);

        protected override void Advance()
        {
            _state.Pack(_before, _inner.StateWidth);
            _state.Run(_options, _apply);
        }

        protected override ReadOnlySpan<float> ReadLogits() => _inner.Readout();

        protected override float? ReadHalting() => _inner.HaltLogit();

        protected override float LargestChange()
        {
            _state.Pack(_packed, _inner.StateWidth);
            return LargestDifference(_packed, _before);
        }

        protected override void Release() => _inner.Dispose();

        private void Apply(ReadOnlySpan<float> input, float[] output)
        {
            _inner.SetState(input);
            _inner.Step();
            _inner.CopyState(output);
        }
    }
}
