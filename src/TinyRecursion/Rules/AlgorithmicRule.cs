using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// A transition rule of plain code. A rule of its own says what one step does; sessions, step counts and residuals are made
/// here. It keeps nothing between steps but the state, so that it composes with neural rules and is safe to share between threads.
/// </summary>
/// <param name="stateWidth">The width of the state, at least one.</param>
public abstract class AlgorithmicRule(int stateWidth) : IRule
{
    /// <inheritdoc/>
    public int StateWidth { get; } = Checked(stateWidth);

    /// <summary>The width of the logits; the state's own unless the rule says otherwise.</summary>
    public virtual int ReadoutWidth => StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => new Session(this);

    /// <summary>Refuses problems that the rule cannot run on; called when one is bound.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">It lacks a relation or has another number of features than the rule needs.</exception>
    protected internal virtual void Require(Problem problem)
    {
    }

    /// <summary>Fills the state that a run starts from; zeros unless the rule says otherwise.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Receives cells × state width, row by row.</param>
    protected internal virtual void FillStart(Problem problem, Span<float> state) => state.Clear();

    /// <summary>Applies the rule once.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="before">The state, cells × state width, row by row.</param>
    /// <param name="after">Receives the next state; holds the same as <paramref name="before"/> when called.</param>
    protected internal abstract void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after);

    /// <summary>Reads the logits out of a state; the state itself unless the rule says otherwise.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state.</param>
    /// <param name="logits">Receives cells × readout width, row by row.</param>
    protected internal virtual void Read(Problem problem, ReadOnlySpan<float> state, Span<float> logits) => state.CopyTo(logits);

    /// <summary>Whether the rule holds a state to be the end: above zero, that it does. Null unless the rule says otherwise.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The state.</param>
    protected internal virtual float? HaltLogit(Problem problem, ReadOnlySpan<float> state) => null;

    private static int Checked(int stateWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stateWidth, 1);
        return stateWidth;
    }

    // A step allocates nothing itself.
    private sealed class Session(AlgorithmicRule rule) : StateSession(rule.StateWidth)
    {
        private float[] _logits = [];

        protected override void Prepare(Problem problem)
        {
            rule.Require(problem);
            base.Prepare(problem);
            _logits = new float[problem.Cells * rule.ReadoutWidth];
        }

        protected override void FillStart(Span<float> state) => rule.FillStart(Problem, state);

        protected override void Step(ReadOnlySpan<float> before, Span<float> after) => rule.Step(Problem, before, after);

        protected override ReadOnlySpan<float> ReadLogits()
        {
            rule.Read(Problem, State, _logits);
            return _logits;
        }

        protected override float? ReadHalting() => rule.HaltLogit(Problem, State);
    }
}
