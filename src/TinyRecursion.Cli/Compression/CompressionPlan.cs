using System.Globalization;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Cli.Compression;

/// <summary>How a model is to be compressed.</summary>
internal sealed record CompressionPlan
{
    /// <summary>The largest integer of the weights; null for a model that stays in floating point.</summary>
    public int? Levels { get; init; }

    /// <summary>Share of the weights of each matrix that become zero.</summary>
    public float Pruned { get; init; }

    /// <summary>Share of the channels that are removed.</summary>
    public float Channels { get; init; }

    /// <summary>Whether training follows the steps of the original.</summary>
    public bool Distil { get; init; }

    /// <summary>Steps of the original that one step is to take at once.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Updates of training; none for none.</summary>
    public int Updates { get; init; }

    /// <summary>Peak learning rate of the training.</summary>
    public float LearningRate { get; init; } = 5e-4f;

    /// <summary>Seed of everything random in the training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Instances to calibrate on.</summary>
    public int Problems { get; init; } = 16;

    /// <summary>Steps of each run to calibrate on.</summary>
    public int Steps { get; init; } = 64;

    /// <summary>The form that weights take.</summary>
    public WeightForm Form => new() { Levels = Levels, Pruned = Pruned };

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsNothing => Levels is null && Pruned == 0 && Channels == 0 && !Distil;

    /// <summary>What is done, in a few words.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            Levels switch { 127 => "int8", 7 => "int4", 1 => "ternary", _ => null },
            Pruned > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Pruned:p0} of the weights zero") : null,
            Channels > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Channels:p0} of the channels removed") : null,
            Distil ? "distilled" + (Stride > 1 ? $", {Stride} steps in one" : string.Empty) : null,
            Updates > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Updates} updates at {LearningRate}, seed {Seed}") : null,
            Levels is null ? null : $"calibrated on {Problems} instances, {Steps} steps",
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
