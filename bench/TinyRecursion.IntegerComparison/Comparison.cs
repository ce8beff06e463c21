using System.Diagnostics;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
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
        string name = task.Task.Name;
        var model = Model.Load(Path.Combine(folder, name + ".safetensors"));
        List<Problem> problems = [.. Enumerable.Range(0, CalibrationProblems)
            .Select(i => task.Task.Encode(task.Calibration(i), "calibration", model)).Where(problem => problem.Cells > 0)];
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, CalibrationSteps);
        var integers = new Model(name, model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration), model.Card);
        IInstance[] instances = [.. Enumerable.Range(0, count).Select(task.Instance)];

        // The first round of each is warm-up.
        var best = new (double Microseconds, int Right)[] { (double.PositiveInfinity, 0), (double.PositiveInfinity, 0) };
        double[] step = [double.PositiveInfinity, double.PositiveInfinity];
        for (int round = 0; round <= rounds; round++)
        {
            for (int side = 0; side < 2; side++)
            {
                Model one = side == 0 ? model : integers;
                (double microseconds, int right) = Answer(task, one, instances);
                best[side] = (round == 0 ? double.PositiveInfinity : Math.Min(best[side].Microseconds, microseconds), right);
                step[side] = Math.Min(step[side], Step(one, problems[0]));
            }
        }

        return new ComparisonResult(
            name, count, best[0].Microseconds, best[1].Microseconds, best[0].Right, best[1].Right, step[0] / step[1]);
    }

    private static (double Microseconds, int Right) Answer(ComparedTask task, Model model, IInstance[] instances)
    {
        using Solver solver = task.Task.Open(model, task.Task.Name, task.Settings);
        TimeSpan time = default;
        long steps = 0;
        int right = 0;
        foreach (IInstance instance in instances)
        {
            var watch = Stopwatch.StartNew();
            Answer answer = solver.Solve(instance);
            time += watch.Elapsed;
            (steps, right) = (steps + answer.Steps, right + (answer.IsSolved ? 1 : 0));
        }

        return (time.TotalMicroseconds / Math.Max(1, steps), right);
    }

    private static double Step(Model model, Problem problem)
    {
        using ModelRule rule = model.Open();
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
