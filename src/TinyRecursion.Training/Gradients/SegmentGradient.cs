using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// Reverse mode through a segment: a number of steps of one rule on one problem. Runs the steps forward, keeping
/// what the gradient needs, then walks them back from a loss on the logits of the last step, or of several steps
/// evenly spaced up to it.
/// </summary>
/// <remarks>
/// One instance at a time inside the cache; give each thread its own. All sums run in a fixed order, so the same
/// input gives the same bytes. The gradient of a maximum goes to the first member that attains it, that of a
/// rectifier at zero is zero.
/// </remarks>
internal sealed unsafe class SegmentGradient : IDisposable
{
    /// <summary>A uniform number in an interval of this length has a standard deviation of one.</summary>
    private const float UniformDeviation = 3.4641016f;

    private readonly StepBackward _backward;
    private readonly RuleGraph _graph;
    private float[] _logitGradients = [];
    private float[] _state = [];

    /// <summary>Creates a segment.</summary>
    /// <param name="weights">The rule's weights; they must outlive the segment.</param>
    /// <param name="maximumSteps">The longest segment to run, at least one.</param>
    /// <param name="noisy">Whether it is to run forward with noise.</param>
    public SegmentGradient(FloatWeights weights, int maximumSteps, bool noisy = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSteps, 1);
        MaximumSteps = maximumSteps;
        _backward = new StepBackward(weights, maximumSteps, noisy);
        _graph = weights.Graph;
    }

    /// <summary>The longest segment that can be run.</summary>
    public int MaximumSteps { get; }

    /// <summary>The session that runs forward: bind a problem and set the state there.</summary>
    public FloatSession Session => _backward.Session;

    /// <summary>
    /// Runs a segment forward and adds the gradient of its loss to a flat vector. The session must be bound and its
    /// state set; afterwards it holds the segment's last state.
    /// </summary>
    /// <param name="steps">Steps, <c>1..MaximumSteps</c>, those taken since the state was set included.</param>
    /// <param name="loss">The loss on the logits of one step.</param>
    /// <param name="gradient">Flat parameter vector to add to.</param>
    /// <param name="stateGradient">Receives the gradient of the starting state, cells × width; empty to leave it out.</param>
    /// <param name="losses">How many steps have a loss: the last alone, or this many evenly spaced, <c>1..steps</c>.</param>
    /// <returns>The loss, a mean where there are several.</returns>
    public float Run(
        int steps, ILogitLoss loss, Span<float> gradient, Span<float> stateGradient = default, int losses = 1)
    {
        using var buffer = new GradientBuffer(_graph);
        Forward(steps);
        float value = Backward(loss, buffer, losses);
        buffer.AddTo(gradient, 1f);
        if (!stateGradient.IsEmpty)
        {
            Padding.Pack(stateGradient[..(Session.Problem.Cells * _graph.StateWidth)], _backward.StateGradient, _graph.StateWidth);
        }

        GC.KeepAlive(this);
        return value;
    }

    public void Dispose() => _backward.Dispose();

    /// <summary>Runs the steps of a segment from the state that was set.</summary>
    internal void Forward(int steps)
    {
        RequireRoom(steps);
        for (int step = 0; step < steps; step++)
        {
            Session.Step();
        }
    }

    /// <summary>Runs the steps of a segment from the state that was set, each from a state that is disturbed.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="noise">The standard deviation of what is added to every entry of the state, a uniform number.</param>
    /// <param name="random">Draws it.</param>
    internal void Forward(int steps, float noise, ref SeededRandom random)
    {
        RequireRoom(steps);
        int entries = Session.Problem.Cells * _graph.StateWidth;
        if (_state.Length < entries)
        {
            _state = new float[entries];
        }

        Span<float> state = _state.AsSpan(0, entries);
        for (int step = 0; step < steps; step++)
        {
            Session.CopyState(state);
            foreach (ref float value in state)
            {
                value += noise * UniformDeviation * (random.NextSingle() - 0.5f);
            }

            Session.Step(state);
        }
    }

    /// <summary>Walks the steps back from the losses; adds to the buffer.</summary>
    /// <param name="loss">The loss on the logits of one step. It is evaluated in rising order of steps, the last one last.</param>
    /// <param name="buffer">Receives the gradient.</param>
    /// <param name="losses">How many steps have a loss, see <see cref="LossStep"/>.</param>
    /// <param name="stepsBefore">The steps that the example took before the segment.</param>
    /// <param name="targets">What the states are held against too, or null.</param>
    /// <returns>The mean loss. The gradient of the starting state is left in the next state's gradient.</returns>
    internal float Backward(ILogitLoss loss, GradientBuffer buffer, int losses = 1, int stepsBefore = 0, StateTargets? targets = null)
    {
        int steps = Session.StepCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(losses, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(losses, steps);
        _backward.Begin();
        float value = EvaluateLosses(loss, losses, stepsBefore) + (targets?.Look(Session) ?? 0f);
        int logits = Session.Problem.Cells * _graph.ReadoutWidth, next = losses;
        for (int step = steps; step >= 1; step--)
        {
            if (step == LossStep(next, losses, steps))
            {
                next--;
                _backward.Head(_graph.Readout, step, _logitGradients.AsSpan(next * logits, logits), 1f / losses, buffer);
            }

            targets?.AddGradient(Session, step, _backward.StateGradient);
            _backward.Back(step, buffer);
        }

        _backward.BackConstants(buffer);
        GC.KeepAlive(this);
        return value;
    }

    private void RequireRoom(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Session.StepCount + steps, MaximumSteps, nameof(steps));
    }

    /// <summary>The step that has the n-th of some losses, from 1; the last loss is at the last step.</summary>
    internal static int LossStep(int n, int losses, int steps) => n * steps / losses;

    /// <summary>Evaluates every loss and keeps the gradients of its logits.</summary>
    private float EvaluateLosses(ILogitLoss loss, int losses, int stepsBefore)
    {
        int logits = Session.Problem.Cells * _graph.ReadoutWidth;
        if (_logitGradients.Length < losses * logits)
        {
            _logitGradients = new float[losses * logits];
        }

        float sum = 0;
        for (int n = 1; n <= losses; n++)
        {
            Span<float> gradient = _logitGradients.AsSpan((n - 1) * logits, logits);
            gradient.Clear();
            int step = LossStep(n, losses, Session.StepCount);
            sum += loss.EvaluateAt(stepsBefore + step, Session.Readout(step), gradient);
        }

        return sum / losses;
    }
}
