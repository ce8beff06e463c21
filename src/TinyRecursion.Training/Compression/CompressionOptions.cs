using System.Globalization;

namespace TinyRecursion.Training.Compression;

/// <summary>The way in which a model is to be compressed.</summary>
public sealed record CompressionOptions
{
    /// <summary>The largest integer of the weights: 127 for 8 bits, 7 for 4, 1 for ternary weights; null for a model that stays in floating point.</summary>
    public int? Levels { get; init; }

    /// <summary>Share of the weights of each matrix that become zero, in [0, 1).</summary>
    public float Pruned { get; init; }

    /// <summary>Share of the channels that are removed, in [0, 1).</summary>
    public float Channels { get; init; }

    /// <summary>Training follows the steps of the original.</summary>
    public bool Distil { get; init; }

    /// <summary>Steps of the original that one step is to take at once, at least one; more than one only with <see cref="Distil"/>.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Updates of training in the form that the weights will have; 0 for none.</summary>
    public int Updates { get; init; }

    /// <summary>Peak learning rate of the training.</summary>
    public float LearningRate { get; init; } = 5e-4f;

    /// <summary>Seed of everything random in the training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of each run to calibrate on, at least one.</summary>
    public int Steps { get; init; } = 64;

    /// <summary>Threads; changes the speed, never the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The form that weights take.</summary>
    internal WeightForm Form => new() { Levels = Levels, Pruned = Pruned };

    /// <summary>A few words for the model's card.</summary>
    /// <param name="problems">The number of problems that were calibrated on.</param>
    internal string Describe(int problems)
    {
        string?[] parts =
        [
            Levels switch { null => null, 127 => "int8", 7 => "int4", 1 => "ternary", var levels => string.Create(CultureInfo.InvariantCulture, $"integers to {levels}") },
            Pruned > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Pruned:p0} of the weights zero") : null,
            Channels > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Channels:p0} of the channels removed") : null,
            Distil ? "distilled" + (Stride > 1 ? string.Create(CultureInfo.InvariantCulture, $", {Stride} steps in one") : string.Empty) : null,
            Updates > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Updates} updates at {LearningRate}, seed {Seed}") : null,
            Levels is null ? null : string.Create(CultureInfo.InvariantCulture, $"calibrated on {problems} instances, {Steps} steps"),
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>Refuses options that contradict each other or ask for nothing.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    internal void Check()
    {
        Require(Levels is not null || Pruned > 0 || Channels > 0 || Distil, "Nothing to do: no integers, no pruning and no distillation is asked for.");
        Require(Levels is null or (>= 1 and <= sbyte.MaxValue), $"Levels: expected 1 to {sbyte.MaxValue}, found {Levels}.");
        Require(Pruned is >= 0 and < 1, "Share of pruned weights: expected a number from 0 to below 1.");
        Require(Channels is >= 0 and < 1, "Share of removed channels: expected a number from 0 to below 1.");
        Require(Stride >= 1, $"Stride: expected at least 1, found {Stride}.");
        Require(Steps >= 1, $"Steps to calibrate on: expected at least 1, found {Steps}.");
        Require(Updates >= 0, $"Updates: expected at least 0, found {Updates}.");
        Require(Threads >= 1, $"Threads: expected at least 1, found {Threads}.");
        Require(!Distil || Updates > 0, "Distillation is training and needs a number of updates.");
        Require(Stride == 1 || Distil, "A stride above 1 needs distillation.");

        static void Require(bool condition, string message)
        {
            if (!condition)
            {
                throw new ArgumentException(message);
            }
        }
    }
}
