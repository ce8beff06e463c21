using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Optimisation;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Trains a rule by deep supervision with carried state (TRM, arXiv 2510.04871; HRM, 2506.21734): examples run
/// segment after segment, each segment ends in a loss and an update, and the state is carried on without gradient.
/// </summary>
/// <remarks>
/// The result depends on the rule, the source and the options alone: gradients are summed in a fixed number of
/// slots in a fixed order, so the number of threads changes nothing. Not safe for use by two threads at once.
/// </remarks>
public sealed class Trainer : IDisposable
{
    /// <summary>Partial sums of the gradient; a constant, so that results do not depend on the number of threads.</summary>
    private const int Slots = 16;

    private readonly FloatWeights _weights;
    private readonly FloatWeights? _teacher;
    private readonly List<int> _pruned;
    private readonly GradientBuffer[] _slots;
    private readonly ConcurrentBag<ISegmentRunner> _idle = [];
    private readonly Supervision _supervision;
    private readonly int? _sparseTable;
    private readonly LearningRateSchedule _schedule;
    private readonly float[] _gradient;

    /// <summary>Starts a run from freshly drawn parameters, or from given ones.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="source">Where examples come from.</param>
    /// <param name="options">Everything else.</param>
    /// <param name="start">The parameters to start from, copied; null draws them from the seed.</param>
    /// <exception cref="ArgumentException">
    /// The parameters to start from are not as many as the rule has, a segment has more losses than steps, the rule
    /// has no table of the sparse one's name, or a state of another width than the teacher's.
    /// </exception>
    public Trainer(RuleGraph graph, ITrainingSource source, TrainingOptions options, float[]? start = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LossesPerSegment, options.StepsPerSegment, nameof(options));
        Graph = graph;
        Options = options;
        Source = source;
        Parameters = start is null ? Initialisation.Draw(graph, options.Seed) : [.. start];
        StartDigest = start is null
            ? "seed" : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(start)))[..16];
        if (options.Distillation is { } distillation)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(distillation.Stride, 1, nameof(options));
            _teacher = distillation.Graph.StateWidth == graph.StateWidth
                ? new FloatWeights(distillation.Graph, distillation.Parameters.Span)
                : throw new ArgumentException(
                    $"The teacher's state has {distillation.Graph.StateWidth} entries a cell, the learner's {graph.StateWidth}.", nameof(options));
        }

        _supervision = Supervision.For(options, _teacher);
        _sparseTable = SparseTable(graph, options);
        _pruned = options.Form?.Smallest(graph, Parameters) ?? [];
        Prune();
        _weights = new FloatWeights(graph, InForm(Parameters));
        _slots = Enumerable.Range(0, Slots).Select(_ => new GradientBuffer(graph, _sparseTable)).ToArray();
        _schedule = new LearningRateSchedule(
            options.LearningRate, options.WarmUp, options.Updates, options.DecayShare, options.LearningRateFloor);
        _gradient = new float[graph.ParameterCount];
        WeightShape? sparse = _sparseTable is { } table ? graph.Weights[table] : null;
        Optimiser = options.Optimiser switch
        {
            OptimiserKind.Muon => new Muon(graph, options.WeightDecay, sparse),
            OptimiserKind.AdamAtan2 => new AdamAtan2(graph.ParameterCount)
            {
                WeightDecay = options.WeightDecay, Beta1 = options.Beta1, Beta2 = options.Beta2, Untouched = sparse,
            },
            _ => new AdamW(graph.ParameterCount)
            {
                WeightDecay = options.WeightDecay, Beta1 = options.Beta1, Beta2 = options.Beta2, Untouched = sparse,
            },
        };
        Average = new ParameterAverage(Parameters, options.AverageDecay);
        Curriculum = new HelpCurriculum(options.InitialHelp, source.MaximumHelp);
        Lanes = Enumerable.Range(0, options.BatchSize)
            .Select(i => new Lane { Random = SeededRandom.For(options.Seed, (ulong)i + 1) }).ToArray();
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Where examples come from.</summary>
    public ITrainingSource Source { get; }

    /// <summary>What the run started from: <c>seed</c>, or a digest of the parameters it was given.</summary>
    public string StartDigest { get; }

    /// <summary>The options of the run.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The parameters being trained.</summary>
    public float[] Parameters { get; }

    /// <summary>The average of the parameters.</summary>
    public ParameterAverage Average { get; }

    /// <summary>What to evaluate and ship: the average, in the form that the options ask for. The average itself without one.</summary>
    public float[] Result => InForm(Average.Values);

    /// <summary>The optimiser with its moments.</summary>
    public IOptimiser Optimiser { get; }

    /// <summary>The curriculum with its level.</summary>
    public HelpCurriculum Curriculum { get; }

    /// <summary>Updates done.</summary>
    public int Updates => Optimiser.Updates;

    internal Lane[] Lanes { get; }

    /// <summary>Does one update.</summary>
    /// <param name="cancellation">Stops before the update changes anything that is kept.</param>
    /// <exception cref="DivergenceException">The gradient is not finite; nothing was changed.</exception>
    public TrainingProgress Step(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        // Every draw that depends on shared state happens here, before the lanes part.
        foreach (Lane lane in Lanes)
        {
            if (lane.Segments == 0)
            {
                lane.ExampleSeed = lane.Random.NextUInt64();
                lane.Help = Curriculum.Draw(ref lane.Random);
                lane.EverSolved = false;
                lane.Example = null;
            }
        }

        Parallel.For(
            0, Slots, new ParallelOptions { MaxDegreeOfParallelism = Options.Threads },
            () => _idle.TryTake(out ISegmentRunner? runner) ? runner : _supervision.Open(_weights),
            (slot, _, runner) =>
            {
                _slots[slot].Clear();
                for (int i = slot * Lanes.Length / Slots; i < (slot + 1) * Lanes.Length / Slots; i++)
                {
                    RunSegment(Lanes[i], runner, _slots[slot]);
                }

                return runner;
            },
            _idle.Add);

        Array.Clear(_gradient);
        foreach (GradientBuffer slot in _slots)
        {
            slot.AddTo(_gradient, 1f / Lanes.Length);
        }

        double norm = Math.Sqrt(_gradient.Sum(g => (double)g * g));
        if (!double.IsFinite(norm))
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

        float learningRate = _schedule.At(Updates);
        Optimiser.Update(Parameters, _gradient, learningRate);
        Prune();
        Average.Update(Parameters, Updates - 1);
        UpdateSparse(learningRate);
        ReloadWeights();
        var progress = new TrainingProgress(
            Updates, Lanes.Average(lane => lane.LastLoss), Lanes.Average(lane => lane.Solved ? 1.0 : 0.0),
            Lanes.Average(lane => (double)lane.Loss!.Correct / Math.Max(1, lane.Loss.Count)), Curriculum.Level, norm, learningRate);
        foreach (Lane lane in Lanes)
        {
            Retire(lane);
        }

        return progress;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out ISegmentRunner? runner))
        {
            runner.Dispose();
        }

        foreach (GradientBuffer slot in _slots)
        {
            slot.Dispose();
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

    private float[] InForm(float[] parameters) => Options.Form?.Apply(Graph, parameters) ?? parameters;

    private static int? SparseTable(RuleGraph graph, TrainingOptions options)
    {
        if (options.SparseTable is not { } name)
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
        int[] rows = [.. _slots.SelectMany(slot => slot.TouchedRows(index)).Distinct().Order()];
        SignDescent.Update(
            Parameters, _gradient, table, rows,
            learningRate / Options.LearningRate * Options.SparseLearningRate, Options.SparseWeightDecay);
        foreach (int row in rows)
        {
            // A row that is seen once in many updates has nothing to be averaged over.
            int start = table.Offset + (row * table.Columns);
            Parameters.AsSpan(start, table.Columns).CopyTo(Average.Values.AsSpan(start));
        }
    }

    private void RunSegment(Lane lane, ISegmentRunner runner, GradientBuffer gradient)
    {
        lane.Materialise(Source);
        runner.Run(lane, gradient);
        lane.Segments++;
        lane.EverSolved |= lane.Solved;
    }

    private void Retire(Lane lane)
    {
        if (_supervision.IsOver(lane))
        {
            Curriculum.Report(lane.EverSolved);
            lane.Segments = 0;
        }
    }
}
