using BenchmarkDotNet.Running;
using TinyRecursion.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(StepBenchmarks).Assembly).Run(args);
