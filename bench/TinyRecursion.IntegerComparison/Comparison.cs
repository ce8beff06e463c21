using System.Diagnostics;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.IntegerComparison;

/// <summary>Lets both executions of a rule answer the same instances by turns on the calling thread.</summary>
internal static class Comparison
{
    private const int CalibrationProblems = 16;
    private const int CalibrationSteps = 64;
    private const int StepsAtOnce = 300;

    /// <summary>Runs a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="folder">Where its model lies.</param>
    /// <param name="count">Instances.</param>
    /// <param name="rounds">Turns of each side.</param>
    public static ComparisonResult Run(ComparedTask task, string folder, int count, int rounds)
    {
        var model = Model.Load(Path.Combine(folder, task.Name + ".safetensors"));
        List<Problem> problems = [.. Enumerable.Range(0, CalibrationProblems).Select(task.Calibrate).Where(problem => problem.Cells > 0)];
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, CalibrationSteps);
        using var floating = new NeuralRule(model.Graph, model.Parameters.Span);
        var integers = new IntegerRule(model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration));

        // The first round of each is warm-up.
        var best = new (double Microseconds, int Right)[] { (double.PositiveInfinity, 0), (double.PositiveInfinity, 0) };
        double[] step = [double.PositiveInfinity, double.PositiveInfinity];
        for (int round = 0; round <= rounds; round++)
        {
            for (int side = 0; side < 2; side++)
            {
                IRule rule = side == 0 ? floating : integers;
                (double microseconds, int right) = Answer(task, rule, count);
                best[side] = (round == 0 ? double.PositiveInfinity : Math.Min(best[side].Microseconds, microseconds), right);
                step[side] = Math.Min(step[side], Step(rule, problems[0]));
            }
        }

        return new ComparisonResult(
            task.Name, count, best[0].Microseconds, best[1].Microseconds, best[0].Right, best[1].Right, step[0] / step[1]);
    }

    private static (double Microseconds, int Right) Answer(ComparedTask task, IRule rule, int count)
    {
        (Func<int, (bool Right, long Steps)> answer, IDisposable runner) = task.Open(rule);
        using (runner)
        {
            TimeSpan time = default;
            long steps = 0;
            int right = 0;
            for (int i = 0; i < count; i++)
            {
                var watch = Stopwatch.StartNew();
                (bool isRight, long taken) = answer(i);
                time += watch.Elapsed;
                (steps, right) = (steps + taken, right + (isRight ? 1 : 0));
            }

            return (time.TotalMicroseconds / Math.Max(1, steps), right);
        }
    }

    private static double Step(IRule rule, Problem problem)
    {
        using IRuleSession session = rule.Open();
        session.Bind(problem);
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < StepsAtOnce; i++)
        {
            session.Step();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / StepsAtOnce;
    }
}
