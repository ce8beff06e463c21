using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// A recursion as a rule, so that whatever takes a rule takes it too: one step is one whole run from the current state. It can be
/// cancelled between runs alone. Safe to share between threads.
/// </summary>
/// <param name="recursion">The recursion.</param>
/// <param name="rule">The rule whose states it takes and gives: it says where a run starts, and reads logits and halting.</param>
public sealed class RecursionRule(IRecursion<RuleState, RuleState> recursion, IRule rule) : IRule
{
    /// <inheritdoc/>
    public int StateWidth => rule.StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => new Session(recursion, rule.Open(), rule.StateWidth);

    private sealed class Session(IRecursion<RuleState, RuleState> recursion, IRuleSession reader, int stateWidth) : StateSession(stateWidth)
    {
        protected override void Prepare(Problem problem)
        {
            reader.Bind(problem);
            base.Prepare(problem);
        }

        private protected override ICanonicalState? AsCanonical() => reader.Canonical is null ? null : this;

        protected override void FillStart(Span<float> state)
        {
            reader.ClearState();
            reader.CopyState(state);
        }

        // A run that ends without a state leaves the state where it is.
        protected override void Step(ReadOnlySpan<float> before, Span<float> after)
        {
            RuleState? reached = recursion.Run(new RuleState(Problem) { State = before.ToArray() }).Answer;
            reached?.State.Span.CopyTo(after);
        }

        protected override void ReadEncoding(Span<float> encoding) => reader.CopyEncoding(encoding);

        protected override ReadOnlySpan<float> ReadLogits() => Reader().Readout();

        protected override float? ReadHalting() => Reader().HaltLogit();

        protected override void Release() => reader.Dispose();

        private IRuleSession Reader()
        {
            reader.SetState(State);
            return reader;
        }
    }
}
