using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>A session that keeps its state in plain arrays, the one before the last step beside it.</summary>
/// <param name="stateWidth">The width of the state.</param>
internal abstract class StateSession(int stateWidth) : RuleSession(stateWidth), ICanonicalState
{
    private float[] _state = [];
    private float[] _before = [];

    StateKind ICanonicalState.Kind => StateKind.Numbers;

    /// <summary>The current state.</summary>
    protected ReadOnlySpan<float> State => _state;

    ReadOnlySpan<byte> ICanonicalState.Bytes() => StateBytes.Of(State);

    protected override void Prepare(Problem problem)
    {
        _state = new float[problem.Cells * StateWidth];
        _before = new float[_state.Length];
    }

    protected sealed override void WriteStart() => FillStart(_state);

    protected sealed override void WriteState(ReadOnlySpan<float> state) => state.CopyTo(_state);

    protected sealed override void ReadState(Span<float> state) => _state.CopyTo(state);

    protected sealed override void Advance()
    {
        _state.CopyTo(_before, 0);
        Step(_before, _state);
    }

    protected sealed override float LargestChange() => LargestDifference(_state, _before);

    /// <summary>Fills the state that a run starts from.</summary>
    protected abstract void FillStart(Span<float> state);

    /// <summary>Makes the next state; <paramref name="after"/> holds the same as <paramref name="before"/> when called.</summary>
    protected abstract void Step(ReadOnlySpan<float> before, Span<float> after);
}
