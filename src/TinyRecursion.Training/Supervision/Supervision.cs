using TinyRecursion.Execution.Float;

namespace TinyRecursion.Training.Supervision;

/// <summary>What a segment is and when an example is over: the loop's way or that of nested cycles.</summary>
internal abstract class Supervision
{
    /// <summary>The way that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="teacher">The weights of <see cref="TrainingOptions.Distillation"/>'s teacher, null without one.</param>
    public static Supervision For(TrainingOptions options, FloatWeights? teacher) =>
        options.Cycles is { } cycles ? new NestedSupervision(options, cycles) : new LoopSupervision(options, teacher);

    /// <summary>Opens what runs segments on one thread.</summary>
    public abstract ISegmentRunner Open(FloatWeights weights);

    /// <summary>Whether a lane's example is replaced after the segment that it has just run.</summary>
    public abstract bool IsOver(Lane lane);
}
