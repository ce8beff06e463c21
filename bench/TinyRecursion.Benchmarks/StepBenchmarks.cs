using BenchmarkDotNet.Attributes;
using TinyRecursion.Execution.Float;

namespace TinyRecursion.Benchmarks;

/// <summary>One step of the rule on one core, and what stands around it.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private FloatWeights _weights = null!;
    private FloatSession _session = null!;

    /// <summary>Binds the board.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _weights = HardBoard.Weights();
        _session = new FloatSession(_weights);
        _session.Bind(HardBoard.Encoded.Problem);
    }

    /// <summary>Releases the session.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _session.Dispose();
        _weights.Dispose();
    }

    /// <summary>The step alone.</summary>
    [Benchmark(Baseline = true)]
    public void Step() => _session.Step();

    /// <summary>The step with the logits read out, as when the checker is asked each time.</summary>
    [Benchmark]
    public float StepAndReadout()
    {
        _session.Step();
        return _session.Readout()[0];
    }

    /// <summary>The step with the residual, as when convergence is asked for.</summary>
    [Benchmark]
    public float StepAndResidual()
    {
        _session.Step();
        return _session.Residual();
    }
}
