using TinyRecursion.Recursion;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Optimisation;

namespace TinyRecursion.Training.Supervision;

/// <summary>Everything that a training run depends on besides the rule and the data.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of the initial weights, examples and starting states.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Updates in all.</summary>
    public int Updates { get; init; } = 20000;

    /// <summary>Examples carried side by side.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Nested cycles, one supervision step of which is a segment (arXiv 2510.04871); null for segments of the plain loop.
    /// With them, examples need a <see cref="Gradients.TokenLoss"/>, and the steps, losses and starts of the loop and
    /// <see cref="ReplaceSolved"/> do not count.
    /// </summary>
    public NestedCyclesOptions? Cycles { get; init; }

    /// <summary>
    /// With nested cycles, the probability that an example that the halting head would end goes on to a random step.
    /// </summary>
    public float HaltExploration { get; init; } = 0.1f;

    /// <summary>Steps of a segment; the gradient runs through all of them.</summary>
    public int StepsPerSegment { get; init; } = 28;

    /// <summary>
    /// Losses within a segment, evenly spaced, the last at its end; at most <see cref="StepsPerSegment"/>. More than
    /// one guide the early steps of a segment, whose way to the end is long.
    /// </summary>
    public int LossesPerSegment { get; init; } = 14;

    /// <summary>Segments after which an unsolved example is given up.</summary>
    public int SegmentsPerExample { get; init; } = 8;

    /// <summary>Probability that a solved example is replaced; the others learn to stay solved.</summary>
    public float ReplaceSolved { get; init; } = 0.5f;

    /// <summary>Share of examples that start from a random state; the others start from zeros.</summary>
    public float RandomStarts { get; init; } = 0.75f;

    /// <summary>
    /// The standard deviation of what is added to every entry of the state before each step of the plain loop, a uniform
    /// number: a rule that learns under it corrects small errors instead of carrying them on, and so can be applied more
    /// often than in training. Zero for none.
    /// </summary>
    public float StateNoise { get; init; }

    /// <summary>The curriculum's first level of help.</summary>
    public float InitialHelp { get; init; } = 15f;

    /// <summary>How the parameters move.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Muon;

    /// <summary>Peak learning rate.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>Updates of warm-up.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>The share of all updates over which the learning rate falls at the end.</summary>
    public float DecayShare { get; init; } = 1f;

    /// <summary>The last learning rate as a share of the peak.</summary>
    public float LearningRateFloor { get; init; } = 0.02f;

    /// <summary>Decay of the running mean of gradients of Adam's kind.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay of the running mean of squared gradients of Adam's kind.</summary>
    public float Beta2 { get; init; } = 0.98f;

    /// <summary>
    /// Name of a table of which each example looks up few rows, such as puzzle embeddings: it is trained by sign descent,
    /// row by row as they occur, and not averaged. Null for none.
    /// </summary>
    public string? SparseTable { get; init; }

    /// <summary>Peak learning rate of the sparse table.</summary>
    public float SparseLearningRate { get; init; } = 1e-2f;

    /// <summary>Weight decay of the sparse table's rows, relative to its learning rate.</summary>
    public float SparseWeightDecay { get; init; } = 0.1f;

    /// <summary>Weight decay, relative to the learning rate.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>Largest norm of the gradient; longer ones are scaled down.</summary>
    public float ClipNorm { get; init; } = 1f;

    /// <summary>Decay of the average of the parameters.</summary>
    public float AverageDecay { get; init; } = 0.998f;

    /// <summary>The form that the weights have where the gradient is taken; null for weights as they are.</summary>
    public WeightForm? Form { get; init; }

    /// <summary>A teacher whose steps are followed in the plain loop; null for none.</summary>
    public Distillation? Distillation { get; init; }

    /// <summary>Threads; changes the speed, never the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
