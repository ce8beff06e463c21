using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Gradients;

/// <summary>What a teacher would have made of each state that a segment has been in, and the gradient of how far it is from there.</summary>
/// <param name="teacher">The teacher's weights, of the same state width.</param>
/// <param name="distillation">How it is followed.</param>
internal sealed unsafe class StateTargets(FloatWeights teacher, Distillation distillation) : IDisposable
{
    private readonly FloatSession _session = new(teacher);
    private float[] _targets = [];
    private int _entries;

    /// <summary>Lets the teacher go on from the state before each step of a segment that has run forward.</summary>
    /// <returns>The mean square difference of the learner's entries from the teacher's, times its weight.</returns>
    public float Look(FloatSession learner)
    {
        _session.Bind(learner.Problem);
        int steps = learner.StepCount, width = teacher.Graph.StateWidth;
        _entries = learner.Problem.Cells * width;
        if (_targets.Length < (steps + 1) * _entries)
        {
            _targets = new float[(steps + 1) * _entries];
        }

        // The last part holds the learner's state.
        Span<float> state = _targets.AsSpan(steps * _entries, _entries);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            Padding.Pack(state, learner.StateAt(step), width);
            _session.SetState(state);
            for (int i = 0; i < distillation.Stride; i++)
            {
                _session.Step();
            }

            Span<float> target = _targets.AsSpan(step * _entries, _entries);
            _session.CopyState(target);
            Padding.Pack(state, learner.StateAt(step + 1), width);
            for (int i = 0; i < state.Length; i++)
            {
                sum += (state[i] - target[i]) * (double)(state[i] - target[i]);
            }
        }

        GC.KeepAlive(learner);
        return (float)(distillation.Weight * sum / ((double)steps * _entries));
    }

    /// <summary>Adds the gradient of that to the gradient of the state that a step reached.</summary>
    /// <param name="learner">The session that has run.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="gradient">The gradient of the state, cells × width with padding.</param>
    public void AddGradient(FloatSession learner, int step, float* gradient)
    {
        int width = teacher.Graph.StateWidth, stride = Padding.Stride(width);
        float factor = 2 * distillation.Weight / ((float)learner.StepCount * _entries);
        ReadOnlySpan<float> target = _targets.AsSpan((step - 1) * _entries, _entries);
        float* state = learner.StateAt(step);
        for (int at = 0; at < _entries; at += width, state += stride, gradient += stride)
        {
            for (int j = 0; j < width; j++)
            {
                gradient[j] += factor * (state[j] - target[at + j]);
            }
        }

        GC.KeepAlive(learner);
    }

    public void Dispose() => _session.Dispose();
}
