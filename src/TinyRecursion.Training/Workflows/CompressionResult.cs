using TinyRecursion.Models;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Workflows;

/// <summary>The result of a compression.</summary>
public sealed record CompressionResult
{
    /// <summary>The share of entries that may be cut before the calibration is too narrow.</summary>
    public const double TolerableCuts = 1e-4;

    /// <summary>The compressed model. Its card is that of the original, with <c>compression</c> and the data of the training.</summary>
    public required Model Model { get; init; }

    /// <summary>The distance of states after each step, see <see cref="TrajectoryFidelity"/>.</summary>
    public required IReadOnlyList<double> Drift { get; init; }

    /// <summary>The entries that are cut most when the model runs in integers; null for a model in floating point.</summary>
    public Saturation? Saturation { get; init; }

    /// <summary>More than <see cref="TolerableCuts"/> of the entries of a node are cut: calibrate on more or harder problems, or on more steps.</summary>
    public bool IsSaturated => Saturation?.Share > TolerableCuts;

    /// <summary>The size of the original.</summary>
    public required ModelSize Before { get; init; }

    /// <summary>The size of the compressed model.</summary>
    public required ModelSize After { get; init; }

    /// <summary>The training; null without one.</summary>
    public TrainingResult? Training { get; init; }
}
