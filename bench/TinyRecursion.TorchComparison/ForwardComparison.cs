using System.Diagnostics;
using System.Globalization;
using System.Text;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace TinyRecursion.TorchComparison;

/// <summary>
/// Compares the forward pass of a published tiny recursive model with eager TorchSharp on the same number of cores:
/// one supervision step of each instance, which is H × (L + 1) applications of the rule. TorchSharp takes a batch at
/// once, TinyRecursion one instance after the other (or several at once on more threads).
/// </summary>
internal sealed class ForwardComparison : IDisposable
{
    private readonly TrmModel _model;
    private readonly NeuralRule _inner;
    private readonly NestedCycles _rule;
    private readonly TorchTrm _torch;
    private readonly Problem[] _problems;
    private readonly int[] _tokens;
    private readonly int _threads;

    /// <summary>Draws a model and instances.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="batch">Instances.</param>
    /// <param name="threads">Threads of either side.</param>
    /// <param name="seed">Of everything random.</param>
    public ForwardComparison(TrmConfig config, int batch, int threads, ulong seed)
    {
        _threads = threads;
        _model = TrmInitialisation.Draw(config, seed);
        _inner = new NeuralRule(_model.Graph, _model.Parameters.Span);
        _rule = new NestedCycles(_inner, _model.Cycles);
        _torch = new TorchTrm(_model);
        var random = new SeededRandom(seed);
        _tokens = new int[batch * config.SequenceLength];
        foreach (ref int token in _tokens.AsSpan())
        {
            token = random.NextInt32(config.VocabularySize);
        }

        _problems = [.. Enumerable.Range(0, batch).Select(
            i => TrmProblem.Encode(config, _tokens.AsSpan(i * config.SequenceLength, config.SequenceLength), 0))];
    }

    /// <summary>Multiply-adds of one supervision step of one instance.</summary>
    public double MultiplyAdds => (double)_model.Graph.MultiplyAddsPerStep(_problems[0]) * _model.Cycles.RuleSteps;

    /// <summary>Runs both sides by turns.</summary>
    /// <param name="rounds">Measurements of each side.</param>
    /// <returns>Instances per second, and the largest difference of logits.</returns>
    public (Speeds Speeds, double Difference) Run(int rounds)
    {
        using var noGradient = no_grad();
        (float[] ours, _) = RunOurs();
        (float[] theirs, _) = RunTorch();
        double difference = ours.Zip(theirs, (a, b) => Math.Abs((double)a - b)).Max();
        var ourTimes = new double[rounds];
        var torchTimes = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            ourTimes[round] = RunOurs().Seconds;
            torchTimes[round] = RunTorch().Seconds;
        }

        return (Speeds.Of(_problems.Length, ourTimes, torchTimes), difference);
    }

    /// <summary>A table for people.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="batches">Sizes of batches.</param>
    /// <param name="threads">Threads of either side.</param>
    /// <param name="rounds">Measurements of each side.</param>
    /// <param name="config">The architecture.</param>
    /// <param name="seed">Of everything random.</param>
    public static string Table(string name, int[] batches, int threads, int rounds, TrmConfig config, ulong seed)
    {
        set_num_threads(threads);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: one supervision step forward, {threads} thread(s), median of {rounds} rounds");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"batch",6} {"ours/s",9} {"torch/s",9} {"ratio",7}  {"of rounds",-14} {"ours GFLOP/s",13}  largest difference of logits");
        foreach (int batch in batches)
        {
            using var comparison = new ForwardComparison(config, batch, threads, seed);
            (Speeds speeds, double difference) = comparison.Run(rounds);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{batch,6} {speeds.Ours,9:F2} {speeds.Torch,9:F2} {speeds.Ratio,6:F2}x  {speeds.LowestRatio:F2} to {speeds.HighestRatio,-6:F2} {2e-9 * comparison.MultiplyAdds * speeds.Ours,13:F1}  {difference:E1}");
        }

        return text.ToString().TrimEnd();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inner.Dispose();
        _torch.Dispose();
    }

    private (float[] Logits, double Seconds) RunOurs()
    {
        int scores = _model.Config.SequenceLength * _model.Config.VocabularySize;
        int first = _model.Config.PuzzleSlots * _model.Config.VocabularySize;
        var logits = new float[_problems.Length * scores];
        var watch = Stopwatch.StartNew();
        Parallel.For(
            0, _problems.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads },
            _rule.Open,
            (i, _, session) =>
            {
                session.Bind(_problems[i]);
                session.Step();
                session.Readout().Slice(first, scores).CopyTo(logits.AsSpan(i * scores, scores));
                return session;
            },
            session => session.Dispose());
        return (logits, watch.Elapsed.TotalSeconds);
    }

    private (float[] Logits, double Seconds) RunTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        var watch = Stopwatch.StartNew();
        int batch = _problems.Length;
        Tensor tokens = tensor(Array.ConvertAll(_tokens, token => (long)token), [batch, _model.Config.SequenceLength]);
        Tensor encoding = _torch.Encode(tokens, zeros(batch, int64));
        (Tensor high, Tensor low) = _torch.Start(batch);
        (high, _) = _torch.Step(high, low, encoding);
        float[] logits = _torch.Logits(high).contiguous().data<float>().ToArray();
        return (logits, watch.Elapsed.TotalSeconds);
    }
}
