using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// Rules that take turns on one state, as one rule: one step is one step of each, in the order given, such as a neural one and
/// then plain code that keeps its state within bounds. The first says where a run starts; logits and halting are read by
/// the one that is named. Safe to share between threads.
/// </summary>
public sealed class Alternation : IRule
{
    private readonly IRule[] _rules;
    private readonly int _reader;

    /// <summary>Composes rules.</summary>
    /// <param name="rules">At least one, all of the same state width.</param>
    /// <param name="reader">Which of them reads logits and halting out of the state, from 0.</param>
    /// <exception cref="ArgumentException">The state widths differ.</exception>
    public Alternation(IReadOnlyList<IRule> rules, int reader = 0)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfZero(rules.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)reader, (uint)rules.Count, nameof(reader));
        if (rules.FirstOrDefault(rule => rule.StateWidth != rules[0].StateWidth) is { } other)
        {
            throw new ArgumentException($"A rule of state width {other.StateWidth} beside one of {rules[0].StateWidth}.", nameof(rules));
        }

        _rules = [.. rules];
        _reader = reader;
    }

    /// <inheritdoc/>
    public int StateWidth => _rules[0].StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => new Session(Array.ConvertAll(_rules, rule => rule.Open()), _reader, StateWidth);

    private sealed class Session(IRuleSession[] turns, int reader, int stateWidth) : StateSession(stateWidth)
    {
        protected override void Prepare(Problem problem)
        {
            Array.ForEach(turns, turn => turn.Bind(problem));
            base.Prepare(problem);
        }

        private protected override ICanonicalState? AsCanonical() => Array.TrueForAll(turns, turn => turn.Canonical is not null) ? this : null;

        protected override void FillStart(Span<float> state)
        {
            turns[0].ClearState();
            turns[0].CopyState(state);
        }

        protected override void Step(ReadOnlySpan<float> before, Span<float> after)
        {
            foreach (IRuleSession turn in turns)
            {
                turn.SetState(after);
                turn.Step();
                turn.CopyState(after);
            }
        }

        protected override void ReadEncoding(Span<float> encoding) => turns[reader].CopyEncoding(encoding);

        protected override ReadOnlySpan<float> ReadLogits() => Reader().Readout();

        protected override float? ReadHalting() => Reader().HaltLogit();

        protected override void Release() => Array.ForEach(turns, turn => turn.Dispose());

        private IRuleSession Reader()
        {
            turns[reader].SetState(State);
            return turns[reader];
        }
    }
}
