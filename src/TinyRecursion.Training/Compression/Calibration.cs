using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// What values a rule computes while it runs on typical problems: how large they get, and a sample of them. What the numbers of
/// integer execution are chosen by.
/// </summary>
internal sealed class Calibration
{
    private const int SamplesPerValue = 512;

    private readonly double[] _ranges;
    private readonly double[]?[] _channels;
    private readonly List<float>?[] _samples;

    private Calibration(RuleGraph graph)
    {
        _ranges = new double[graph.Nodes.Count];
        _channels = [.. graph.Nodes.Select(node => node.Operation.WeightOf(WeightRole.Map) is not null ? new double[node.Shape.Width] : null)];
        _samples = new List<float>?[graph.Nodes.Count];
        // Nothing but queries and keys is narrowed to 8 bits.
        foreach (int node in graph.Nodes.Where(node => node.Operation is Operation.Attention).SelectMany(node => node.Inputs.Take(2)))
        {
            _samples[node] = [];
        }
    }

    /// <summary>Runs a rule in floating point and looks at every value of some of its steps, early and late ones.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="problems">Typical problems, at least one. Every other one starts from a random state.</param>
    /// <param name="steps">Steps of a run, at least one.</param>
    /// <param name="threads">Problems at once; changes the speed, never the result.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Calibration Collect(
        RuleGraph graph, ReadOnlyMemory<float> parameters, IReadOnlyList<Problem> problems, int steps, int threads = 1,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(problems.Count, 1, nameof(problems));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using var weights = new FloatWeights(graph, parameters.Span);
        var oracle = new ScalarOracle<float>(graph, parameters.Span);
        var parts = new Calibration[problems.Count];
        Parallel.For(
            0, problems.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => new FloatSession(weights),
            (i, _, session) =>
            {
                parts[i] = new Calibration(graph);
                parts[i].Run(graph, parameters.Span, oracle, session, problems[i], i % 2 == 1 ? (ulong)i : null, steps, cancellation);
                return session;
            },
            session => session.Dispose());
        var whole = new Calibration(graph);
        foreach (Calibration part in parts)
        {
            whole.Merge(part);
        }

        return whole;
    }

    /// <summary>The largest size of any entry of a node's value.</summary>
    /// <param name="node">The node.</param>
    public double Range(int node) => _ranges[node];

    /// <summary>For each column of a linear node the largest size of what its map gives, the bias left out.</summary>
    /// <param name="node">The node.</param>
    public ReadOnlySpan<double> Channels(int node) => _channels[node];

    /// <summary>Rows of a query's or key's value, one after the other; nothing of other nodes.</summary>
    /// <param name="node">The node.</param>
    public IReadOnlyList<float> Samples(int node) => _samples[node] ?? [];

    private void Run(
        RuleGraph graph, ReadOnlySpan<float> parameters, ScalarOracle<float> oracle, FloatSession session, Problem problem, ulong? start, int steps,
        CancellationToken cancellation)
    {
        session.Bind(problem);
        var state = new Matrix<float>(problem.Cells, graph.StateWidth);
        if (start is { } seed)
        {
            SeededRandom.Fill(state.Values, seed);
            session.SetState(state.Values);
        }

        // Steps 0, 1, 2, 3, 5, 8, 13, …: what happens early happens once.
        for ((int step, int next, int after) = (0, 0, 1); step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step == next)
            {
                session.CopyState(state.Values);
                Look(graph, parameters, oracle.Evaluate(problem, state));
                (next, after) = (Math.Max(after, next + 1), next + after);
            }

            session.Step();
        }
    }

    private void Look(RuleGraph graph, ReadOnlySpan<float> parameters, Matrix<float>[] values)
    {
        for (int node = 0; node < values.Length; node++)
        {
            Matrix<float> value = values[node];
            float[] entries = value.Values;
            foreach (float entry in entries)
            {
                _ranges[node] = Math.Max(_ranges[node], Math.Abs(entry));
            }

            int rows = Math.Max(1, SamplesPerValue / Math.Max(1, value.Columns));
            for (int row = 0, stride = Math.Max(1, value.Rows / rows); _samples[node] is not null && row < value.Rows; row += stride)
            {
                _samples[node]!.AddRange(entries.AsSpan(row * value.Columns, value.Columns));
            }

            if (_channels[node] is { } channels)
            {
                ReadOnlySpan<float> bias = graph.Nodes[node].Operation.WeightOf(WeightRole.Bias) is { } at
                    ? parameters.Slice(graph.Weights[at].Offset, value.Columns)
                    : [];
                for (int i = 0; i < entries.Length; i++)
                {
                    int column = i % value.Columns;
                    channels[column] = Math.Max(channels[column], Math.Abs(entries[i] - (bias.IsEmpty ? 0 : bias[column])));
                }
            }
        }
    }

    private void Merge(Calibration other)
    {
        for (int node = 0; node < _ranges.Length; node++)
        {
            _ranges[node] = Math.Max(_ranges[node], other._ranges[node]);
            _samples[node]?.AddRange(other._samples[node]!);
            for (int column = 0; column < (_channels[node]?.Length ?? 0); column++)
            {
                _channels[node]![column] = Math.Max(_channels[node]![column], other._channels[node]![column]);
            }
        }
    }
}
