using System.Diagnostics;
using TinyRecursion.Rules;
using TinyRecursion.Training.Optimisation;

namespace TinyRecursion.TorchComparison;

/// <summary>Measures both sides on one batch, by turns, after checking that they compute the same.</summary>
/// <param name="options">How.</param>
internal sealed class Comparison(ComparisonOptions options)
{
    /// <summary>Few, since every step magnifies roundings.</summary>
    private const int CheckedSteps = 2;

    /// <summary>
    /// Loose: among millions of rectifiers and maxima, a few lie so close to their kink that the sides round to
    /// different slopes. One cell's gradient then changes, about 1/sqrt(cells) of a sum of random terms.
    /// The project's tests compare smaller problems to 1e-4.
    /// </summary>
    private const double LargestDifference = 1e-2;

    private readonly RelationalRuleOptions _rule = new()
    {
        Relations = CandidateBoard.Relations,
        FeatureTables = CandidateBoard.FeatureTables,
    };

    /// <summary>Measures a batch.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="boards">The batch.</param>
    /// <exception cref="InvalidOperationException">The two gradients differ.</exception>
    public ComparisonResult Run(string name, IReadOnlyList<CandidateBoard> boards)
    {
        var random = new SeededRandom(options.Seed);
        float[] parameters = Initialisation.Draw(RelationalRule.Create(_rule), options.Seed);
        for (int i = 0; i < parameters.Length; i++)
        {
            // A readout of zeros, as drawn, has no gradient behind it.
            parameters[i] += 0.05f * random.NextGaussian();
        }

        var start = new float[boards.Count * CandidateBoard.Candidates * _rule.StateWidth];
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = random.NextGaussian();
        }

        using var ours = new OurSide(_rule, parameters, boards, start, options.Steps, options.Threads);
        using var torch = new TorchSide(_rule, parameters, boards, start);
        var ourGradient = new float[parameters.Length];
        var torchGradient = new float[parameters.Length];
        int checkedSteps = Math.Min(CheckedSteps, options.Steps);
        ours.Run(checkedSteps, ourGradient);
        torch.Run(checkedSteps, torchGradient);
        double difference = Difference(torchGradient, ourGradient);
        if (!(difference <= LargestDifference))
        {
            throw new InvalidOperationException($"{name}: the gradients differ by {difference:G2}.");
        }

        // Once more to warm up, then by turns.
        Measure(ours, ourGradient);
        Measure(torch, torchGradient);
        var ourRounds = new (double Seconds, double CoreSeconds)[options.Rounds];
        var torchRounds = new (double Seconds, double CoreSeconds)[options.Rounds];
        for (int round = 0; round < options.Rounds; round++)
        {
            ourRounds[round] = Measure(ours, ourGradient);
            torchRounds[round] = Measure(torch, torchGradient);
        }

        return new ComparisonResult(
            name, boards.Average(board => board.Problem.Cells), difference,
            Speeds.Of(boards.Count, ourRounds.Select(round => round.Seconds), torchRounds.Select(round => round.Seconds)),
            Speeds.Of(boards.Count, ourRounds.Select(round => round.CoreSeconds), torchRounds.Select(round => round.CoreSeconds)));
    }

    private double Difference(float[] expected, float[] actual)
    {
        double largest = 0;
        foreach (WeightShape weight in RelationalRule.Create(_rule).Weights)
        {
            float[] theirs = expected.AsSpan(weight.Offset, weight.Count).ToArray();
            float[] mine = actual.AsSpan(weight.Offset, weight.Count).ToArray();
            double scale = Math.Max(theirs.Max(Math.Abs), float.Epsilon);
            largest = Math.Max(largest, theirs.Zip(mine, (x, y) => Math.Abs(x - y) / scale).Max());
        }

        return largest;
    }

    private (double Seconds, double CoreSeconds) Measure(ISide side, float[] gradient)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        side.Run(options.Steps, gradient);
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
