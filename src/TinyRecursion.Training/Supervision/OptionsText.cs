using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Learning;
using TinyRecursion.Recursion;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Options as one line, <c>name=value; name=value; …</c>: the same on every machine and in every culture. Threads are left out,
/// since they change nothing.
/// </summary>
internal sealed class OptionsText
{
    private readonly StringBuilder _text = new();

    private OptionsText()
    {
    }

    /// <summary>Writes the options of a training run.</summary>
    /// <param name="options">The options.</param>
    /// <param name="constraint">The constraint of a rule that is being compressed, or null.</param>
    public static string Write(TrainingOptions options, CompressionConstraint? constraint = null)
    {
        var text = new OptionsText();
        text.Add("updates", options.Updates);
        text.Add("decayShare", options.LearningRate.DecayShare);
        text.AddFixed(options, constraint);
        return text._text.ToString();
    }

    /// <summary>Writes the options of the training of a local rule.</summary>
    /// <param name="options">The options.</param>
    public static string Write(LocalTrainingOptions options)
    {
        var text = new OptionsText();
        text.Add("updates", options.Updates);
        text.Add("seed", options.Seed);
        text.Add("batch", options.BatchSize);
        text.Add("learningRate", options.LearningRate);
        text.Add("warmUp", options.WarmUp);
        text.Add("clipNorm", options.ClipNorm);
        text.Add("averageDecay", options.AverageDecay);
        text.Add("examineEvery", options.ExamineEvery);
        text.Add("margin", options.Margin);
        text.Add("hardShare", options.HardShare);
        return text._text.ToString();
    }

    /// <summary>Writes the options that may not change when a run is resumed: all but the number of updates and the fall of the learning rate.</summary>
    internal static string WriteFixed(TrainingOptions options, CompressionConstraint? constraint)
    {
        var text = new OptionsText();
        text.AddFixed(options, constraint);
        return text._text.ToString();
    }

    private void AddFixed(TrainingOptions options, CompressionConstraint? constraint)
    {
        Add("seed", options.Seed);
        Add("batch", options.BatchSize);
        AddSupervision(options.Supervision);
        Add("initialHint", options.InitialHint);
        Add("optimiser", options.Optimiser.Name);
        Add("weightDecay", options.Optimiser.WeightDecay);
        if (options.Optimiser is AdamOptions adam)
        {
            Add("beta1", adam.Beta1);
            Add("beta2", adam.Beta2);
        }

        Add("learningRate", options.LearningRate.Peak);
        Add("warmUp", options.LearningRate.WarmUp);
        Add("floor", options.LearningRate.Floor);
        if (options.SparseTable is { } table)
        {
            Add("sparseTable", table.Name);
            Add("sparseLearningRate", table.LearningRate);
            Add("sparseWeightDecay", table.WeightDecay);
        }

        Add("clipNorm", options.ClipNorm);
        Add("averageDecay", options.AverageDecay);
        AddConstraint(constraint);
    }

    private void AddSupervision(SupervisionOptions options)
    {
        switch (options)
        {
            case LoopSupervisionOptions loop:
                Add("supervision", "loop");
                Add("steps", loop.Steps);
                Add("losses", loop.Losses);
                Add("replaceSolved", loop.ReplaceSolved);
                Add("randomStarts", loop.RandomStarts);
                Add("stateNoise", loop.StateNoise);
                break;
            case NestedSupervisionOptions { Cycles: var cycles } nested:
                Add("supervision", "nested");
                Add("highCycles", cycles.HighCycles);
                Add("lowCycles", cycles.LowCycles);
                Add("starts", Digest(cycles));
                Add("haltExploration", nested.HaltExploration);
                break;
            default:
                throw new NotSupportedException($"Supervision by {options.GetType().Name} is not known.");
        }

        Add("segments", options.SegmentsPerExample);
    }

    private void AddConstraint(CompressionConstraint? constraint)
    {
        if (constraint?.Form is { } form)
        {
            Add("levels", form.Levels?.ToString(CultureInfo.InvariantCulture) ?? "all");
            Add("pruned", form.Pruned);
        }

        if (constraint?.Distillation is { } distillation)
        {
            Add("teacher", distillation.Digest);
            Add("stride", distillation.Stride);
            Add("teacherWeight", distillation.Weight);
        }
    }

    private static string Digest(NestedCyclesOptions cycles)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(cycles.HighStart.Span));
        hash.AppendData(MemoryMarshal.AsBytes(cycles.LowStart.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private void Add(string name, IFormattable value) => Add(name, value.ToString(null, CultureInfo.InvariantCulture));

    private void Add(string name, string value) => _text.Append(_text.Length > 0 ? "; " : string.Empty).Append(name).Append('=').Append(value);
}
