using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Supervision;

/// <summary>Says what a segment is and when an example is over.</summary>
internal abstract class Supervision
{
    /// <summary>The entries of the state of one cell, as a multiple of the rule's state width.</summary>
    public abstract int StatesPerCell { get; }

    /// <summary>Creates the form of supervision that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="distillation">The teacher to follow, null for none.</param>
    /// <param name="teacher">Its weights, null without one.</param>
    /// <exception cref="ArgumentException">A teacher is to be followed in nested cycles.</exception>
    public static Supervision For(SupervisionOptions options, Distillation? distillation, FloatWeights? teacher) => options switch
    {
        LoopSupervisionOptions loop => new LoopSupervision(loop, distillation, teacher),
        NestedSupervisionOptions nested => teacher is null
            ? new NestedSupervision(nested)
            : throw new ArgumentException("Distillation follows the steps of a plain loop; the rule is trained in nested cycles."),
        _ => throw new NotSupportedException($"Supervision by {options.GetType().Name} is not known."),
    };

    /// <summary>Opens what runs segments on one thread.</summary>
    public abstract ISegmentRunner Open(FloatWeights weights);

    /// <summary>Decides after each segment if the slot's example is replaced.</summary>
    public abstract bool IsOver(BatchSlot slot);
}
