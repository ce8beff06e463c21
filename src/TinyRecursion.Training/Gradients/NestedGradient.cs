using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// Reverse mode through one supervision step of <see cref="NestedCycles"/>: all outer cycles run forward, the gradient
/// goes back through the last one (arXiv 2510.04871), and the state is carried on without gradient.
/// </summary>
/// <remarks>One instance at a time; give each thread its own. The same input gives the same bytes.</remarks>
internal sealed class NestedGradient : IDisposable
{
    /// <summary>The weight of the halting head's loss.</summary>
    public const double HaltingShare = 0.5;

    private readonly StepBackward _backward;
    private readonly RuleGraph _graph;
    private readonly NestedCyclesOptions _cycles;
    private NestedState _state = NestedState.Empty;
    private float[] _logitGradient = [];

    /// <summary>Creates it.</summary>
    /// <param name="weights">The rule's weights; they must outlive this.</param>
    /// <param name="cycles">How the rule is repeated.</param>
    /// <exception cref="ArgumentException">The cycles do not fit the rule.</exception>
    public NestedGradient(FloatWeights weights, NestedCyclesOptions cycles)
    {
        cycles.Validate(weights.Graph.StateWidth);
        _graph = weights.Graph;
        _cycles = cycles;
        _backward = new StepBackward(weights, cycles.LowCycles + 1, ownInputs: true);
    }

    public void Dispose() => _backward.Dispose();

    /// <summary>Runs one supervision step and adds the gradient of its loss to a buffer.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">Cells × twice the state width, rows [high ‖ low]; replaced by the state after the step.</param>
    /// <param name="loss">The loss on the logits.</param>
    /// <param name="buffer">Gradients to add to.</param>
    /// <exception cref="ArgumentException">The problem does not fit the rule, or a length is wrong.</exception>
    internal NestedLoss Run(Problem problem, Span<float> state, TokenLoss loss, GradientBuffer buffer)
    {
        Forward(problem, state);
        FloatSession session = _backward.Session;
        int last = session.StepCount, logits = problem.Cells * _graph.ReadoutWidth;
        if (_logitGradient.Length < logits)
        {
            _logitGradient = new float[logits];
        }

        Span<float> logitGradient = _logitGradient.AsSpan(0, logits);
        logitGradient.Clear();
        loss.Evaluate(session.Readout(), logitGradient);
        bool solved = loss.Correct == loss.Count;
        float? halt = session.HaltLogit();
        _backward.Begin();
        _backward.Head(_graph.Readout, last, logitGradient, 1f, buffer);
        if (halt is { } score)
        {
            Span<float> haltGradient = stackalloc float[_graph.Nodes[_graph.Halting!.Value].Shape.Width];
            haltGradient.Clear();
            haltGradient[0] = (float)(HaltingShare * (Sigmoid(score) - (solved ? 1 : 0)));
            _backward.Head(_graph.Halting.Value, last, haltGradient, 1f, buffer);
        }

        // The high state is constant within the cycle, so what goes back into it from its uses is dropped.
        _backward.Back(last, buffer);
        for (int step = last - 1; step >= last - _cycles.LowCycles; step--)
        {
            _backward.Back(step, buffer);
            _backward.AddToEncoding();
        }

        _backward.BackConstants(buffer);
        return new NestedLoss(loss.Value, halt is { } said ? CrossEntropy(said, solved) : 0, halt, solved);
    }

    /// <summary>Binary cross-entropy of a score of the halting head against whether every token was right.</summary>
    internal static double CrossEntropy(double score, bool target) =>
        Math.Max(score, 0) - (target ? score : 0) + Math.Log(1 + Math.Exp(-Math.Abs(score)));

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private void Forward(Problem problem, Span<float> state)
    {
        FloatSession session = _backward.Session;
        session.Bind(problem);
        int width = _graph.StateWidth, size = problem.Cells * width;
        if (state.Length != 2 * size)
        {
            throw new ArgumentException($"{state.Length} entries, the state has {problem.Cells} cells × {2 * width}.", nameof(state));
        }

        if (_state.High.Length != size)
        {
            _state = new NestedState(size);
        }

        session.CopyEncoding(_state.Encoding);
        _state.Unpack(state, width);
        _state.Run(_cycles, (input, output) =>
        {
            session.Step(input);
            session.CopyState(output);
        });
        _state.Pack(state, width);
    }
}
