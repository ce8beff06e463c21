using TinyRecursion.Execution;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Local;

/// <summary>
/// Trains a local rule over a finite alphabet on its specification: cross-entropy on the values before the last snap at
/// random points of the local domain, or of some that are given, and, after each examination of the whole domain, as often at the points where the
/// rule is wrong or not sure enough (counterexample-guided). Ends when there is none left.
/// </summary>
/// <remarks>
/// The result depends on the rule, the specification and the options alone, not on the number of threads. The readout
/// is not trained. Not safe for use by two threads at once.
/// </remarks>
internal sealed class LocalTrainer : IDisposable
{
    /// <summary>Partial sums of the gradient; a constant, so that results do not depend on the number of threads.</summary>
    private const int Slots = 16;

    private readonly RuleGraph _logits;
    private readonly ILocalSpecification _specification;
    private readonly LocalTrainingOptions _options;
    private readonly FloatWeights _weights;
    private readonly StepBackward[] _steps;
    private readonly GradientBuffer[] _buffers;
    private readonly double[] _losses = new double[Slots];
    private readonly Muon _optimiser;
    private readonly ParameterAverage _average;
    private readonly LearningRateSchedule _schedule;
    private readonly float[] _gradient;
    private readonly long[] _keys;
    private readonly long[]? _examples;
    private SeededRandom _random;
    private long[] _hard = [];

    /// <summary>Starts from freshly drawn parameters, or from given ones.</summary>
    /// <param name="graph">A local rule whose next state is a snap, of the specification's shape.</param>
    /// <param name="specification">What it should do.</param>
    /// <param name="options">Everything else.</param>
    /// <param name="start">The parameters to start from, copied; null draws them from the seed.</param>
    /// <param name="examples">
    /// The points to learn from, such as those that occur in traces of an algorithm, besides those that examinations find
    /// short of the margin; null for the whole domain.
    /// </param>
    /// <exception cref="ArgumentException">The rule is not local or has another shape, there is no example, or an option is out of its range.</exception>
    public LocalTrainer(
        RuleGraph graph, ILocalSpecification specification, LocalTrainingOptions options, float[]? start = null, long[]? examples = null)
    {
        OptionRanges.Check(options);
        if (!FiniteShape.Of(graph, specification.Shape.FeatureKinds).Matches(specification.Shape))
        {
            throw new ArgumentException("The rule looks at something else than the specification does.", nameof(graph));
        }

        if (examples is { Length: 0 })
        {
            throw new ArgumentException("There is no example to learn from.", nameof(examples));
        }

        (_logits, _specification, _options, _examples) = (FiniteRules.Logits(graph), specification, options, examples);
        Parameters = start is null ? Initialisation.Draw(graph, options.Seed) : [.. start];
        _weights = new FloatWeights(_logits, Parameters);
        _steps = [.. Enumerable.Range(0, Slots).Select(_ => new StepBackward(_weights, maximumSteps: 1, ownInputs: false))];
        _buffers = [.. Enumerable.Range(0, Slots).Select(_ => new GradientBuffer(_logits))];
        _optimiser = new Muon(_logits, weightDecay: 0f);
        _average = new ParameterAverage(Parameters, options.AverageDecay);
        _schedule = new LearningRateSchedule(
            new LearningRateOptions { Peak = options.LearningRate, WarmUp = options.WarmUp }, options.Updates);
        _gradient = new float[_logits.ParameterCount];
        _keys = new long[options.BatchSize];
        _random = SeededRandom.For(options.Seed, 1);
    }

    /// <summary>The parameters being trained.</summary>
    public float[] Parameters { get; }

    /// <summary>The average of the parameters, which is what is examined and shipped.</summary>
    public ReadOnlySpan<float> Average => _average.Values;

    /// <summary>Trains until every point is right by the margin, or for the most updates.</summary>
    /// <param name="report">Receives each examination, or null.</param>
    /// <param name="cancellation">Ends it between updates.</param>
    /// <returns>The last examination, of <see cref="Average"/>.</returns>
    /// <exception cref="DivergenceException">The gradient is not finite.</exception>
    public LocalProgress Run(IProgress<LocalProgress>? report = null, CancellationToken cancellation = default)
    {
        double loss = 0;
        int since = 0;
        while (true)
        {
            loss += Update(cancellation);
            since++;
            if (_optimiser.Updates % _options.ExamineEvery == 0 || _optimiser.Updates >= _options.Updates)
            {
                LocalProgress progress = Examine(loss / since, cancellation);
                (loss, since) = (0, 0);
                report?.Report(progress);
                if (progress.Margin >= _options.Margin || _optimiser.Updates >= _options.Updates)
                {
                    return progress;
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (StepBackward step in _steps)
        {
            step.Dispose();
        }

        foreach (GradientBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }

        _optimiser.Dispose();
        _weights.Dispose();
    }

    private double Update(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (int i = 0; i < _keys.Length; i++)
        {
            bool hard = _hard.Length > 0 && _random.NextSingle() < _options.HardShare;
            _keys[i] = hard ? _hard[_random.NextInt32(_hard.Length)]
                : _examples is { } examples ? examples[_random.NextInt32(examples.Length)]
                : (long)(_random.NextUInt64() % (ulong)_specification.Shape.Size);
        }

        Parallel.For(0, Slots, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads }, RunSlot);
        Array.Clear(_gradient);
        foreach (GradientBuffer buffer in _buffers)
        {
            buffer.AddTo(_gradient, 1f);
        }

        ClipGradient();
        float rate = _schedule.At(_optimiser.Updates);
        _optimiser.Update(Parameters, _gradient, rate);
        _average.Update(Parameters, _optimiser.Updates - 1);
        _weights.Load(Parameters);
        return _losses.Sum();
    }

    private void ClipGradient()
    {
        double norm = Math.Sqrt(_gradient.Sum(g => (double)g * g));
        if (!double.IsFinite(norm))
        {
            throw new DivergenceException($"The gradient of update {_optimiser.Updates + 1} is not finite. Lower the learning rate.");
        }

        float factor = (float)(_options.ClipNorm / Math.Max(norm, _options.ClipNorm));
        for (int i = 0; i < _gradient.Length; i++)
        {
            _gradient[i] *= factor;
        }
    }

    private unsafe void RunSlot(int slot)
    {
        _buffers[slot].Clear();
        _losses[slot] = 0;
        int from = slot * _keys.Length / Slots, count = ((slot + 1) * _keys.Length / Slots) - from;
        if (count == 0)
        {
            return;
        }

        FiniteShape shape = _specification.Shape;
        ReadOnlySpan<long> keys = _keys.AsSpan(from, count);
        var local = new LocalProblem(shape, keys);
        StepBackward step = _steps[slot];
        step.Session.Bind(local.Problem);
        step.Session.SetState(local.State);
        step.Session.Step();
        step.Begin();
        int stride = Padding.Stride(shape.StateWidth);
        float* values = step.Session.StateAt(1) + ((long)local.First * stride), gradient = step.StateGradient + ((long)local.First * stride);
        Span<int> inputs = stackalloc int[shape.InputCount];
        for (int i = 0; i < count; i++, values += stride, gradient += stride)
        {
            shape.Inputs(keys[i], inputs);
            int symbol = _specification.Next(inputs);
            for (int at = shape.StateWidth - shape.BlockWidth; at >= 0; at -= shape.BlockWidth)
            {
                (symbol, int digit) = Math.DivRem(symbol, shape.BlockWidth + 1);
                _losses[slot] += SymbolLoss.Evaluate(
                    new ReadOnlySpan<float>(values + at, shape.BlockWidth), digit, 1f / _keys.Length,
                    new Span<float>(gradient + at, shape.BlockWidth));
            }
        }

        step.Back(1, _buffers[slot]);
        step.BackConstants(_buffers[slot]);
    }

    /// <summary>Runs the averaged rule on the whole domain and remembers the points that are not right by the margin.</summary>
    private LocalProgress Examine(double loss, CancellationToken cancellation)
    {
        FiniteShape shape = _specification.Shape;
        using var rule = new NeuralRule(_logits, _average.Values);
        var runner = new LocalRunner(rule, shape);
        var gate = new Lock();
        var hard = new List<long>();
        long wrong = 0;
        float smallest = float.PositiveInfinity;
        runner.Run(
            _options.Threads,
            (first, states) =>
            {
                Span<int> inputs = stackalloc int[shape.InputCount];
                int count = states.Length / shape.StateWidth;
                for (int i = 0; i < count; i++)
                {
                    shape.Inputs(first + i, inputs);
                    float margin = shape.Margin(states.AsSpan(i * shape.StateWidth, shape.StateWidth), _specification.Next(inputs));
                    if (!(margin >= _options.Margin))
                    {
                        lock (gate)
                        {
                            hard.Add(first + i);
                            wrong += margin > 0f ? 0 : 1;
                            smallest = MathF.Min(smallest, margin);
                        }
                    }
                }
            },
            cancellation);
        // In the order of the domain, whichever thread found what first.
        hard.Sort();
        _hard = [.. hard];
        return new LocalProgress(
            _optimiser.Updates, loss, wrong, hard.Count - wrong, hard.Count > 0 ? smallest : _options.Margin);
    }
}
