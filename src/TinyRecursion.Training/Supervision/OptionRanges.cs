using System.Globalization;
using TinyRecursion.Learning;

namespace TinyRecursion.Training.Supervision;

/// <summary>Checks options before anything is allocated for them.</summary>
internal static class OptionRanges
{
    /// <summary>The largest batch, and the longest segment.</summary>
    private const int Largest = 1 << 16;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public static void Check(TrainingOptions options)
    {
        Whole("Updates", options.Updates, 0, int.MaxValue);
        Whole("Batch size", options.BatchSize, 1, Largest);
        Whole("Threads", options.Threads, 1, int.MaxValue);
        Real("First hint", options.InitialHint, 0, float.MaxValue);
        Real("Learning rate", options.LearningRate.Peak, float.Epsilon, float.MaxValue);
        Whole("Warm-up", options.LearningRate.WarmUp, 0, int.MaxValue);
        Real("Share of updates over which the learning rate falls", options.LearningRate.DecayShare, 0, 1);
        Real("Floor of the learning rate", options.LearningRate.Floor, 0, 1);
        Real("Weight decay", options.Optimiser.WeightDecay, 0, float.MaxValue);
        Real("Norm of the gradient", options.ClipNorm, 0, float.PositiveInfinity);
        Real("Decay of the average", options.AverageDecay, 0, MathF.BitDecrement(1));
        if (options.Optimiser is AdamOptions adam)
        {
            Real("Decay of the first moment", adam.Beta1, 0, MathF.BitDecrement(1));
            Real("Decay of the second moment", adam.Beta2, 0, MathF.BitDecrement(1));
        }

        if (options.SparseTable is { } table)
        {
            Real("Learning rate of the sparse table", table.LearningRate, 0, float.MaxValue);
            Real("Weight decay of the sparse table", table.WeightDecay, 0, float.MaxValue);
        }

        Check(options.Supervision);
    }

    /// <summary>Checks the options of the training of a local rule.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public static void Check(LocalTrainingOptions options)
    {
        const int LargestBatch = 1 << 24;
        Whole("Updates", options.Updates, 0, int.MaxValue);
        Whole("Batch size", options.BatchSize, 1, LargestBatch);
        Whole("Updates between examinations", options.ExamineEvery, 1, int.MaxValue);
        Whole("Warm-up", options.WarmUp, 0, int.MaxValue);
        Whole("Threads", options.Threads, 1, int.MaxValue);
        Real("Learning rate", options.LearningRate, float.Epsilon, float.MaxValue);
        Real("Norm of the gradient", options.ClipNorm, 0, float.PositiveInfinity);
        Real("Decay of the average", options.AverageDecay, 0, MathF.BitDecrement(1));
        Real("Margin", options.Margin, 0, float.MaxValue);
        Real("Share of hard points", options.HardShare, 0, 1);
    }

    private static void Check(SupervisionOptions options)
    {
        Whole("Segments of an example", options.SegmentsPerExample, 1, int.MaxValue);
        switch (options)
        {
            case LoopSupervisionOptions loop:
                Whole("Steps of a segment", loop.Steps, 1, Largest);
                Whole("Losses of a segment", loop.Losses, 1, loop.Steps);
                Real("Probability that a solved example is replaced", loop.ReplaceSolved, 0, 1);
                Real("Share of random starts", loop.RandomStarts, 0, 1);
                Real("State noise", loop.StateNoise, 0, float.MaxValue);
                break;
            case NestedSupervisionOptions nested:
                Real("Halting exploration", nested.HaltExploration, 0, 1);
                break;
        }
    }

    private static void Whole(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException(most == int.MaxValue
                ? $"{name}: expected at least {least}, found {value}."
                : $"{name}: expected {least} to {most}, found {value}.");
        }
    }

    private static void Real(string name, float value, float least, float most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name}: expected a number from {least} to {most}, found {value}."));
        }
    }
}
