using BenchmarkDotNet.Attributes;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Benchmarks;

/// <summary>A training segment, forward and back, against the same steps forward alone.</summary>
[MemoryDiagnoser]
public class SegmentBenchmarks
{
    private const int Steps = 28;

    private FloatWeights _weights = null!;
    private FloatSession _session = null!;
    private SegmentGradient _segment = null!;
    private ChoiceLoss _loss = null!;
    private float[] _gradient = null!;

    /// <summary>Losses within the segment.</summary>
    [Params(1, 14)]
    public int Losses { get; set; }

    /// <summary>Binds the board.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _weights = HardBoard.Weights();
        _session = new FloatSession(_weights);
        _session.Bind(HardBoard.Encoded.Problem);
        _segment = new SegmentGradient(_weights, Steps);
        _loss = new ChoiceLoss(
            HardBoard.Encoded.Problem.Topology.Groups("cell"), HardBoard.Encoded.Labels(HardBoard.Puzzle.Solution!));
        _gradient = new float[_weights.Graph.ParameterCount];
    }

    /// <summary>Releases the sessions.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _segment.Dispose();
        _session.Dispose();
        _weights.Dispose();
    }

    /// <summary>The steps forward.</summary>
    [Benchmark(Baseline = true)]
    public void Forward()
    {
        for (int step = 0; step < Steps; step++)
        {
            _session.Step();
        }
    }

    /// <summary>The steps forward and back.</summary>
    [Benchmark]
    public float ForwardAndBack()
    {
        _segment.Session.Bind(HardBoard.Encoded.Problem);
        return _segment.Run(Steps, _loss, _gradient, losses: Losses);
    }
}
