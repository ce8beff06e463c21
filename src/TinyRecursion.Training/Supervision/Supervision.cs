using TinyRecursion.Execution.Float;

namespace TinyRecursion.Training.Supervision;

/// <summary>What a segment is and when an example is over: the loop's way or that of nested cycles.</summary>
internal abstract class Supervision
{
    /// <summary>The way that options ask for.</summary>
    public static Supervision For(TrainingOptions options) =>
        options.Cycles is { } cycles ? new NestedSupervision(options, cycles) : new LoopSupervision(options);

    /// <summary>Opens what runs segments on one thread.</summary>
    public abstract ISegmentRunner Open(FloatWeights weights);

    /// <summary>Whether a lane's example is replaced after the segment that it has just run.</summary>
    public abstract bool IsOver(Lane lane);
}
