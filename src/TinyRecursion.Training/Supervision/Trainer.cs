using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Optimisation;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Trains a rule by deep supervision with carried state (TRM, arXiv 2510.04871; HRM, 2506.21734): examples run
/// segment after segment, each segment ends in a loss and an update, and the state is carried on without gradient.
/// </summary>
/// <remarks>
/// The result depends on the rule, the source and the options alone: gradients are summed in a fixed number of
/// parts in a fixed order, so the number of threads changes nothing. Not safe for use by two threads at once.
/// </remarks>
internal sealed class Trainer : IDisposable
{
    /// <summary>Partial sums of the gradient; a constant, so that results do not depend on the number of threads.</summary>
    private const int Sums = 16;

    /// <summary>The largest norm of a gradient whose squares the moments of an optimiser hold.</summary>
    private const double LargestNorm = 1e19;

    private readonly FloatWeights _weights;
    private readonly FloatWeights? _teacher;
    private readonly List<int> _pruned;
    private readonly GradientBuffer[] _sums;
    private readonly ConcurrentBag<ISegmentRunner> _idle = [];
    private readonly int? _sparseTable;
    private readonly LearningRateSchedule _schedule;
    private readonly float[] _gradient;

    /// <summary>Starts a run from freshly drawn parameters, or from given ones.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="source">Where examples come from.</param>
    /// <param name="options">Everything else.</param>
    /// <param name="start">The parameters to start from, copied; null draws them from the seed.</param>
    /// <param name="constraint">The form of the weights and the teacher of a rule that is being compressed; null for none.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, the parameters to start from are not as many as the rule has, the rule has no table of the
    /// sparse one's name or a state of another width than the teacher's, or a teacher is given for nested cycles.
    /// </exception>
    public Trainer(
        RuleGraph graph, ITrainingSource source, TrainingOptions options, float[]? start = null, CompressionConstraint? constraint = null)
    {
        OptionRanges.Check(options);
        if (start is not null && start.Length != graph.ParameterCount)
        {
            throw new ArgumentException($"{start.Length} parameters to start from, the rule has {graph.ParameterCount}.", nameof(start));
        }

        Graph = graph;
        Options = options;
        Constraint = constraint;
        Source = source;
        Parameters = start is null ? Initialisation.Draw(graph, options.Seed) : [.. start];
        StartDigest = start is null
            ? "seed" : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(start)))[..16];
        _teacher = Teacher(graph, constraint?.Distillation);
        Supervision = Supervision.For(options.Supervision, constraint?.Distillation, _teacher);
        _sparseTable = SparseTable(graph, options);
        _pruned = constraint?.Form?.Smallest(graph, Parameters) ?? [];
        Prune();
        _weights = new FloatWeights(graph, InForm(Parameters));
        _sums = Enumerable.Range(0, Sums).Select(_ => new GradientBuffer(graph, _sparseTable)).ToArray();
        _schedule = new LearningRateSchedule(options.LearningRate, options.Updates);
        _gradient = new float[graph.ParameterCount];
        Optimiser = CreateOptimiser(graph, options.Optimiser, _sparseTable is { } table ? graph.Weights[table] : null);
        Average = new ParameterAverage(Parameters, options.AverageDecay);
        Curriculum = new HintCurriculum(options.InitialHint, source.MaximumHint);
        Batch = Enumerable.Range(0, options.BatchSize)
            .Select(i => new BatchSlot { Random = SeededRandom.For(options.Seed, (ulong)i + 1) }).ToArray();
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Where examples come from.</summary>
    public ITrainingSource Source { get; }

    /// <summary>What the run started from: <c>seed</c>, or a digest of the parameters it was given.</summary>
    public string StartDigest { get; }

    /// <summary>The options of the run.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The constraints of a rule that is being compressed, or null.</summary>
    public CompressionConstraint? Constraint { get; }

    /// <summary>The parameters being trained.</summary>
    public float[] Parameters { get; }

    /// <summary>The average of the parameters.</summary>
    public ParameterAverage Average { get; }

    /// <summary>The parameters to evaluate and ship: the average, in the form that the constraint asks for; the average itself without one.</summary>
    public float[] Result => InForm(Average.Values);

    /// <summary>The optimiser with its moments.</summary>
    public IOptimiser Optimiser { get; }

    /// <summary>The curriculum with its level.</summary>
    public HintCurriculum Curriculum { get; }

    /// <summary>Updates done.</summary>
    public int Updates => Optimiser.Updates;

    internal BatchSlot[] Batch { get; }

    internal Supervision Supervision { get; }

    /// <summary>The parameters and their average are numbers. Where they are not the trainer is of no more use.</summary>
    public bool IsFinite => Model.FirstNotFinite(Parameters) < 0 && Model.FirstNotFinite(Average.Values) < 0;

    /// <summary>Does one update. An update that fails, in whatever way, changes nothing, unless it leads beyond the range of numbers: <see cref="IsFinite"/>.</summary>
    /// <param name="cancellation">Ends the update before it changes anything.</param>
    /// <exception cref="DivergenceException">The gradient is not finite, or the parameters that it leads to are not.</exception>
    /// <exception cref="ArgumentException">An example of the source does not fit the rule or the supervision.</exception>
    public TrainingProgress Step(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (BatchSlot slot in Batch)
        {
            slot.Begin();
        }

        double norm;
        try
        {
            norm = ComputeGradient(cancellation);
        }
        catch (Exception error)
        {
            foreach (BatchSlot slot in Batch)
            {
                slot.RollBack();
            }

            // The loop over threads wraps what was thrown on them.
            if (error is AggregateException { InnerException: { } first })
            {
                ExceptionDispatchInfo.Throw(first);
            }

            throw;
        }

        float learningRate = _schedule.At(Updates);
        Optimiser.Update(Parameters, _gradient, learningRate);
        Prune();
        Average.Update(Parameters, Updates - 1);
        UpdateSparse(learningRate);
        if (!IsFinite)
        {
            throw new DivergenceException($"Update {Updates} leads to parameters that are not finite. Lower the learning rate or the weight decay.");
        }

        ReloadWeights();
        var progress = new TrainingProgress(
            Updates, Batch.Average(slot => slot.LastLoss), Batch.Average(slot => slot.Solved ? 1.0 : 0.0),
            Batch.Average(slot => (double)slot.Loss!.Correct / Math.Max(1, slot.Loss.Count)), Curriculum.Level, norm, learningRate);
        foreach (BatchSlot slot in Batch)
        {
            Retire(slot);
        }

        return progress;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out ISegmentRunner? runner))
        {
            runner.Dispose();
        }

        foreach (GradientBuffer sum in _sums)
        {
            sum.Dispose();
        }

        (Optimiser as IDisposable)?.Dispose();
        _weights.Dispose();
        _teacher?.Dispose();
    }

    /// <summary>Lays the parameters out anew after they were set from a checkpoint.</summary>
    internal void ReloadWeights() => _weights.Load(InForm(Parameters));

    private void Prune()
    {
        foreach (int at in _pruned)
        {
            Parameters[at] = 0f;
        }
    }

    private float[] InForm(float[] parameters) => Constraint?.Form?.Apply(Graph, parameters) ?? parameters;

    private static FloatWeights? Teacher(RuleGraph graph, Distillation? distillation)
    {
        if (distillation is null)
        {
            return null;
        }

        if (distillation.Stride < 1)
        {
            throw new ArgumentException($"Stride of the distillation: expected at least 1, found {distillation.Stride}.");
        }

        return distillation.Graph.StateWidth == graph.StateWidth
            ? new FloatWeights(distillation.Graph, distillation.Parameters.Span)
            : throw new ArgumentException(
                $"The teacher's state has {distillation.Graph.StateWidth} entries a cell, the learner's {graph.StateWidth}.");
    }

    private static IOptimiser CreateOptimiser(RuleGraph graph, OptimiserOptions options, WeightShape? untouched) => options switch
    {
        MuonOptions => new Muon(graph, options.WeightDecay, untouched),
        AdamAtan2Options adam => new AdamAtan2(graph.ParameterCount)
        {
            WeightDecay = adam.WeightDecay, Beta1 = adam.Beta1, Beta2 = adam.Beta2, Untouched = untouched,
        },
        AdamWOptions adam => new AdamW(graph.ParameterCount)
        {
            WeightDecay = adam.WeightDecay, Beta1 = adam.Beta1, Beta2 = adam.Beta2, Untouched = untouched,
        },
        _ => throw new NotSupportedException($"The optimiser '{options.Name}' is not known."),
    };

    private static int? SparseTable(RuleGraph graph, TrainingOptions options)
    {
        if (options.SparseTable is not { Name: var name })
        {
            return null;
        }

        int index = graph.Weights.ToList().FindIndex(weight => weight.Name == name);
        return graph.WeightsOf(WeightRole.Table).Contains(index)
            ? index
            : throw new ArgumentException($"The rule has no table '{name}'.", nameof(options));
    }

    private void UpdateSparse(float learningRate)
    {
        if (_sparseTable is not { } index)
        {
            return;
        }

        WeightShape table = Graph.Weights[index];
        int[] rows = [.. _sums.SelectMany(sum => sum.TouchedRows(index)).Distinct().Order()];
        SignDescent.Update(
            Parameters, _gradient, table, rows,
            learningRate / Options.LearningRate.Peak * Options.SparseTable!.LearningRate, Options.SparseTable.WeightDecay);
        foreach (int row in rows)
        {
            // A row that is seen once in many updates has nothing to be averaged over.
            int start = table.Offset + (row * table.Columns);
            Parameters.AsSpan(start, table.Columns).CopyTo(Average.Values.AsSpan(start));
        }
    }

    /// <summary>Runs a segment of every slot and sums the gradient, clipped.</summary>
    /// <returns>The norm of the gradient before it was clipped.</returns>
    private double ComputeGradient(CancellationToken cancellation)
    {
        // Every draw that depends on shared state happens here, before the slots part.
        foreach (BatchSlot slot in Batch)
        {
            if (slot.Segments == 0)
            {
                slot.ExampleSeed = slot.Random.NextUInt64();
                slot.Hint = Curriculum.Draw(ref slot.Random);
                slot.EverSolved = false;
                slot.Example = null;
            }
        }

        Parallel.For(
            0, Sums, new ParallelOptions { MaxDegreeOfParallelism = Options.Threads },
            () => _idle.TryTake(out ISegmentRunner? runner) ? runner : Supervision.Open(_weights),
            (part, _, runner) =>
            {
                _sums[part].Clear();
                for (int i = part * Batch.Length / Sums; i < (part + 1) * Batch.Length / Sums; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    RunSegment(Batch[i], runner, _sums[part]);
                }

                return runner;
            },
            _idle.Add);

        Array.Clear(_gradient);
        foreach (GradientBuffer sum in _sums)
        {
            sum.AddTo(_gradient, 1f / Batch.Length);
        }

        double norm = Math.Sqrt(_gradient.Sum(g => (double)g * g));
        if (!double.IsFinite(norm) || Math.Min(norm, Options.ClipNorm) > LargestNorm)
        {
            throw new DivergenceException(
                $"The gradient of update {Updates + 1} is not finite. Lower the learning rate or the steps per segment.");
        }

        if (norm > Options.ClipNorm)
        {
            float factor = (float)(Options.ClipNorm / norm);
            for (int i = 0; i < _gradient.Length; i++)
            {
                _gradient[i] *= factor;
            }
        }

        return norm;
    }

    private void RunSegment(BatchSlot slot, ISegmentRunner runner, GradientBuffer gradient)
    {
        slot.Materialise(Source);
        runner.Run(slot, gradient);
        slot.Segments++;
        slot.EverSolved |= slot.Solved;
    }

    private void Retire(BatchSlot slot)
    {
        if (Supervision.IsOver(slot))
        {
            Curriculum.Report(slot.EverSolved);
            slot.Segments = 0;
        }
    }
}
